#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace touchstone {

/// Stands over the item when its picture cannot be shown: what is wrong, and what to do.
class MissingNotice : public QFrame {
    Q_OBJECT
  public:
    explicit MissingNotice(QWidget* parent = nullptr);
    /// `action` is the button's text; empty for no button. An empty sentence hides the notice.
    void show(const QString& sentence, const QString& action);
    QString sentence() const;

  Q_SIGNALS:
    void actionWanted();
    void sizeChanged();

  private:
    QLabel* m_label;
    QPushButton* m_button;
};

} // namespace touchstone

#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace touchstone {

/// Stands over the item when its picture cannot be shown, or is another one: what is wrong, and what to do.
class MissingNotice : public QFrame {
    Q_OBJECT
  public:
    explicit MissingNotice(QWidget* parent = nullptr);
    /// `action` and `other` are texts of buttons; empty for none. An empty sentence hides the notice.
    void show(const QString& sentence, const QString& action, const QString& other = {});
    QString sentence() const;

  Q_SIGNALS:
    void actionWanted();
    void otherWanted();
    void sizeChanged();

  private:
    QLabel* m_label;
    QPushButton* m_button;
    QPushButton* m_other;
};

} // namespace touchstone

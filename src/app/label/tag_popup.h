#pragma once

#include <vector>

#include <QColor>
#include <QString>
#include <QWidget>

namespace touchstone {

/// The short list of labels under the token that is asked about. Takes neither keys nor clicks.
class TagPopup : public QWidget {
    Q_OBJECT
  public:
    struct Row {
        QString key, name;
        QColor color;
    };
    explicit TagPopup(QWidget* parent);
    /// Below the token and all that hangs from its line (`below`), or above it where there is more room.
    void show(const QRect& token, int below, const QString& typed, std::vector<Row> rows, int marked);
    void mark(int row);
    const std::vector<Row>& rows() const { return m_rows; }
    using QWidget::show;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    int firstShown() const;

    QString m_typed;
    std::vector<Row> m_rows;
    int m_marked = 0;
};

} // namespace touchstone

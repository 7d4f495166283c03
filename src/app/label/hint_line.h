#pragma once

#include <utility>
#include <vector>

#include <QColor>
#include <QFrame>
#include <QPointer>
#include <QString>

class QAction;
class QLabel;
class QLineEdit;
class QTimer;

namespace touchstone {

/// What the next click does, for the hint line.
struct Hint {
    QColor swatch; ///< Of the label; invalid for none.
    QString label; ///< "car"; empty for none.
    QString text;  ///< "click adds a point"
    std::vector<std::pair<QString, QString>> keys;
    friend bool operator==(const Hint&, const Hint&) = default;
};

/// The line at the item's foot: a hint; for a moment a notice with a link; or a question of one line.
class HintLine : public QFrame {
    Q_OBJECT
  public:
    explicit HintLine(QWidget* parent = nullptr);

    void setHint(const Hint& hint);
    const Hint& hint() const { return m_hint; }
    /// Shown for some seconds. `action`, if there is one, is run by a link that bears `linkText`.
    void say(const QString& sentence, QAction* action = nullptr, const QString& linkText = {});
    void clearNotice();
    QString noticeText() const;
    /// Asks in the line; `answered` or `gaveUp` follows.
    void ask(const QString& question, const QString& placeholder);
    bool isAsking() const;
    QLineEdit& answerField() { return *m_answer; }
    /// The link as if it was clicked.
    void runLink();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void answered(const QString& text);
    void gaveUp();
    void sizeChanged();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    enum class Mode { Hint, Notice, Question };
    void setMode(Mode mode);
    int paintHint(QPainter* painter) const;

    Mode m_mode = Mode::Hint;
    Hint m_hint;
    QString m_notice;
    QPointer<QAction> m_action;
    QLabel* m_noticeLabel;
    QWidget* m_question;
    QLabel* m_questionLabel;
    QLineEdit* m_answer;
    QTimer* m_timer;
};

} // namespace touchstone

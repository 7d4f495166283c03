#pragma once

#include <utility>
#include <vector>

#include <QFrame>
#include <QString>

#include "touchstone/text/search.h"

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace touchstone {

/// The bar under the head of a text: what is looked for, or which places are being labelled. Knows no text.
class FindBar : public QFrame {
    Q_OBJECT
  public:
    enum class Mode { Find, Label };

    explicit FindBar(QWidget* parent = nullptr);

    Mode mode() const { return m_mode; }
    void showFind();
    /// What is labelled, in a sentence.
    void showLabel(const QString& sentence);
    SearchPattern pattern() const;
    void setText(const QString& text);
    bool matchesCase() const;
    /// "3 of 17"; in the colour of what is wrong where it is an error.
    void setStatus(const QString& text, bool wrong = false);
    QLineEdit& field() { return *m_field; }
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void patternChanged();
    void stepWanted(int by);
    void labelAllWanted();
    void acceptWanted();
    void rejectWanted();
    void acceptAllWanted();
    void left();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QToolButton* button(const char* name, const QString& text, const QString& tip);
    QToolButton* toggle(const char* name, const QString& text, const QString& tip);
    void setMode(Mode mode);
    void arrange();
    bool key(int key, Qt::KeyboardModifiers held, bool act);

    Mode m_mode = Mode::Find;
    QLineEdit* m_field;
    QLabel* m_sentence;
    QLabel* m_status;
    QToolButton* m_case;
    QToolButton* m_words;
    QToolButton* m_expression;
    QBoxLayout* m_rows = nullptr;
    QHBoxLayout* m_line = nullptr;                         ///< That buttons are put into.
    std::vector<std::pair<QToolButton*, QString>> m_texts; ///< With their keys.
    std::vector<QWidget*> m_ofFind;
    std::vector<QWidget*> m_ofLabel;
};

} // namespace touchstone

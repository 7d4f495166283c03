#pragma once

#include <functional>
#include <vector>

#include <QObject>

class QAction;
class QKeyEvent;
class QWidget;

namespace touchstone {

/// The rules of keys that Qt's shortcuts do not know: a text field keeps its keys, digits are physical keys,
/// letters work in layouts without Latin letters, and a held key is told from a tapped one.
class KeyRouter : public QObject {
    Q_OBJECT
  public:
    /// Works while `root` is seen and in the active window.
    KeyRouter(QWidget* root, std::vector<QAction*> actions);
    ~KeyRouter() override;

    /// True while the action is run by one of its keys, which is still down.
    bool isKeyDownFor(const QAction& action) const;
    /// True for fields in which bare keys are text.
    static bool isTextField(const QWidget* widget);

    /// Asked at Esc before anybody else: whether it takes the key; with true, to act.
    void setEscape(std::function<bool(bool act)> escape) { m_escape = std::move(escape); }

    /// Asked of a widget that is no text field: whether bare keys are letters there just now.
    void setTyping(std::function<bool(const QObject*)> typing) { m_typing = std::move(typing); }

  Q_SIGNALS:
    void digit(int digit);
    /// Alt and a digit.
    void altDigit(int digit);
    /// A key came up (its Latin key), with no repeat following.
    void released(int key);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool concerns(QObject* watched) const;
    QAction* fallbackAction(const QKeyEvent& event) const;
    bool override(QKeyEvent& event, bool inText) const;
    bool press(QKeyEvent& event);
    bool types(const QObject* watched, const QKeyEvent& event) const;

    QWidget* m_root;
    std::vector<QAction*> m_actions;
    std::function<bool(bool)> m_escape;
    std::function<bool(const QObject*)> m_typing;
    int m_down = 0; ///< The key that went down last and is not up.
};

} // namespace touchstone

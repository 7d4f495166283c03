#pragma once

#include <utility>

#include <QTimer>

namespace touchstone {

class ToolContext;

/// Something that a tool asked for and waits for: a job, or a program's answer.
class Awaited {
  public:
    explicit Awaited(ToolContext& context);
    bool isOn() const { return m_number != 0; }
    /// Short waits are not worth a word.
    bool isLong() const { return m_isLong; }
    /// `ask` returns its number; the answer may come before that does.
    template <class Ask>
    void begin(Ask ask)
    {
        m_longer.start();
        m_number = unknown;
        const int number = ask();
        if (m_number == unknown)
            m_number = number;
    }
    /// It was answered, or nobody waits any more. Returns its number, 0 when nothing was asked for.
    int end();

  private:
    static constexpr int unknown = -1;
    int m_number = 0;
    QTimer m_longer;
    bool m_isLong = false;
};

} // namespace touchstone

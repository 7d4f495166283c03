#include "tools/awaited.h"

#include "tools/tool_context.h"

namespace touchstone {
namespace {

constexpr int longMs = 100;

} // namespace

Awaited::Awaited(ToolContext& context)
{
    m_longer.setSingleShot(true);
    m_longer.setInterval(longMs);
    QObject::connect(&m_longer, &QTimer::timeout, &m_longer, [this, &context] {
        m_isLong = isOn();
        context.hintChanged();
    });
}

int Awaited::end()
{
    m_longer.stop();
    m_isLong = false;
    return std::exchange(m_number, 0);
}

} // namespace touchstone

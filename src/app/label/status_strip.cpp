#include "app/label/status_strip.h"

#include "touchstone/base/text.h"

#include <QPainter>

#include "app/label/row_painting.h"
#include "app/theme/theme.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int gap = 16;

QString zoomText(double scale)
{
    const double percent = scale * 100;
    return u"%1 %"_s.arg(percent, 0, 'f', percent < 10 ? 1 : 0);
}

} // namespace

StatusStrip::StatusStrip(QWidget* parent) : QWidget(parent)
{
    setObjectName(u"labelStatus"_s);
}

void StatusStrip::setPosition(Point position, bool onImage)
{
    m_position = position;
    m_onImage = onImage;
    update();
}

void StatusStrip::setImageSize(QSize size)
{
    m_size = size;
    updateGeometry();
    update();
}

void StatusStrip::setZoom(double scale)
{
    m_scale = scale;
    update();
}

void StatusStrip::setInstances(int count)
{
    m_instances = count;
    update();
}

void StatusStrip::setUnlabelled(std::optional<std::uint64_t> pixels)
{
    if (pixels == m_unlabelled)
        return;
    m_unlabelled = pixels;
    updateGeometry();
    update();
}

void StatusStrip::setPictureMemory(std::int64_t held, std::int64_t budget)
{
    const auto megabytes = [](std::int64_t bytes) { return (bytes + (1 << 19)) >> 20; };
    const QString text = u"pictures %1 of %2 MB"_s.arg(megabytes(held)).arg(megabytes(budget));
    if (text == m_memory)
        return;
    m_memory = text;
    m_memoryTip =
        u"Pictures that are kept decoded, so that going back to them takes no time: %1 of at most %2 MB of "
        u"memory. The ones used longest ago go first."_s.arg(megabytes(held))
            .arg(megabytes(budget));
    setToolTip(m_facts.isEmpty() ? m_memoryTip : QString());
    updateGeometry();
    update();
}

void StatusStrip::setShownFrom(const QString& sentence)
{
    if (sentence == m_shownFrom)
        return;
    m_shownFrom = sentence;
    updateGeometry();
    update();
}

void StatusStrip::setTextFacts(const QStringList& facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    setToolTip(facts.isEmpty() ? m_memoryTip : QString());
    updateGeometry();
    update();
}

// Each cell: what it says, and the width kept for it.
std::vector<std::pair<QString, int>> StatusStrip::cells() const
{
    const QFontMetrics metrics(tabularFont(secondaryFont(font())));
    const auto width = [&](const QString& widest) { return metrics.horizontalAdvance(widest); };
    std::vector<std::pair<QString, int>> cells;
    const QString widest = u"%1.0"_s.arg(std::max({m_size.width(), m_size.height(), 1000}));
    if (!m_facts.isEmpty()) {
        // The place that changes all the time comes first and keeps its room.
        cells.emplace_back(m_facts.front(),
                           std::max(width(u"characters 00,000–00,000"_s), width(m_facts.front())));
        for (const QString& fact : m_facts.mid(1))
            cells.emplace_back(fact, width(fact));
    } else {
        cells.emplace_back(m_onImage ? u"x %1"_s.arg(m_position.x, 0, 'f', 1) : QString(),
                           width(u"x "_s + widest));
        cells.emplace_back(m_onImage ? u"y %1"_s.arg(m_position.y, 0, 'f', 1) : QString(),
                           width(u"y "_s + widest));
    }
    if (!m_size.isEmpty() && m_facts.isEmpty()) {
        const QString size = u"%1 × %2"_s.arg(m_size.width()).arg(m_size.height());
        cells.emplace_back(size, width(size));
        cells.emplace_back(zoomText(m_scale), width(u"1000 %"_s));
    }
    if (m_instances >= 0)
        cells.emplace_back(m_instances == 1
                               ? u"1 instance"_s
                               : u"%1 instances"_s.arg(QString::fromStdString(withThousands(m_instances))),
                           width(m_instances < 1000 ? u"000 instances"_s : u"000,000 instances"_s));
    if (m_unlabelled && !m_size.isEmpty() && m_facts.isEmpty()) {
        const double all = double(m_size.width()) * m_size.height();
        const QString part =
            m_unlabelled == 0u
                ? u"no pixel unlabelled"_s
                : u"%1 px unlabelled, %2 %"_s.arg(QString::fromStdString(withThousands(*m_unlabelled)))
                      .arg(100 * double(*m_unlabelled) / all, 0, 'f', 1);
        cells.emplace_back(part, width(u"000,000,000 px unlabelled, 100.0 %"_s));
    }
    if (!m_memory.isEmpty() && m_facts.isEmpty())
        cells.emplace_back(m_memory, width(u"pictures 0000 of 0000 MB"_s));
    if (!m_shownFrom.isEmpty())
        cells.emplace_back(m_shownFrom, width(m_shownFrom));
    return cells;
}

QString StatusStrip::text() const
{
    QStringList parts;
    for (const auto& [text, width] : cells())
        if (!text.isEmpty())
            parts.append(text);
    return parts.join(u" · "_s);
}

QSize StatusStrip::sizeHint() const
{
    int width = 0;
    for (const auto& [text, cell] : cells())
        width += cell + gap;
    return {width, 24};
}

void StatusStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    int x = 0;
    for (const auto& [text, cell] : cells()) {
        paintText(painter, {x, 0, std::min(cell + 2, width() - x), height()}, text, theme().secondary,
                  tabularFont(secondaryFont(font())));
        x += cell + gap;
    }
}

} // namespace touchstone

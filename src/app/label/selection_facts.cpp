#include "app/label/selection_facts.h"

#include <algorithm>

#include <QPainter>

#include "app/label/row_painting.h"
#include "app/session/text.h"
#include "app/theme/theme.h"
#include "touchstone/model/shape.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int headHeight = 34;
constexpr int lineHeight = 26;

QString number(double value, int digits)
{
    return QLocale::c().toString(value, 'f', digits);
}

std::vector<Fact> factsOf(const Annotation& annotation)
{
    std::vector<Fact> facts;
    if (const auto box = bounds(annotation.shape)) {
        facts.push_back({u"Size"_s, u"%1 × %2 px"_s.arg(number(box->width, 1), number(box->height, 1))});
        facts.push_back({u"Area"_s, u"%1 px²"_s.arg(number(area(annotation.shape), 0))});
    }
    if (const auto* polygon = std::get_if<PolygonShape>(&annotation.shape)) {
        facts.push_back({u"Points"_s, QString::number(vertexCount(*polygon->polygon))});
        if (polygon->polygon->size() > 1)
            facts.push_back({u"Parts"_s, QString::number(polygon->polygon->size())});
    }
    if (annotation.score)
        facts.push_back({u"Score"_s, number(*annotation.score, 3)});
    if (annotation.crowd)
        facts.push_back({u"Crowd"_s, u"yes"_s});
    for (const Attribute& attribute : annotation.attributes)
        facts.push_back({toQt(attribute.name), toQt(displayText(attribute.value))});
    return facts;
}

} // namespace

std::vector<Fact> factsOf(const std::vector<Annotation>& annotations)
{
    std::vector<Fact> facts;
    for (std::size_t i = 0; i < annotations.size(); ++i) {
        std::vector<Fact> own = factsOf(annotations[i]);
        if (i == 0) {
            facts = std::move(own);
            continue;
        }
        for (Fact& fact : facts) {
            const auto same = std::ranges::find(own, fact.name, &Fact::name);
            if (same == own.end() || same->value != fact.value)
                fact.value = u"differs"_s;
        }
        for (const Fact& fact : own)
            if (std::ranges::find(facts, fact.name, &Fact::name) == facts.end())
                facts.push_back({fact.name, u"differs"_s});
    }
    return facts;
}

SelectionFacts::SelectionFacts(QWidget* parent) : QWidget(parent)
{
    setObjectName(u"selectionFacts"_s);
}

void SelectionFacts::show(const QString& title, std::vector<Fact> facts)
{
    m_title = title;
    m_facts = std::move(facts);
    setFixedHeight(sizeHint().height());
    update();
}

QSize SelectionFacts::sizeHint() const
{
    return {280, headHeight + std::max(1, int(m_facts.size())) * lineHeight + 8};
}

void SelectionFacts::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QFont heading = secondaryFont(font());
    heading.setWeight(QFont::DemiBold);
    paintText(painter, {12, 0, width() - 24, headHeight - 1}, m_title, theme().secondary, heading);
    painter.fillRect(QRect(0, 0, width(), 1), theme().line);
    painter.fillRect(QRect(0, headHeight - 1, width(), 1), theme().line);
    int y = headHeight + 4;
    const int names = std::min(140, width() / 2);
    for (const Fact& fact : m_facts) {
        paintText(painter, {12, y, names - 12, lineHeight}, fact.name, theme().text, font());
        paintText(painter, {names, y, width() - names - 12, lineHeight}, fact.value, theme().secondary,
                  tabularFont(font()), Qt::AlignRight);
        y += lineHeight;
    }
}

} // namespace touchstone

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

/// What can be said of a shape, by its kind.
struct ShapeFacts {
    std::vector<Fact>& facts;

    void operator()(const TagShape&) const {}
    void operator()(const RelationShape&) const {}
    void operator()(const SpanShape&) const {}
    void operator()(const BoxShape& s) const { extent(s.rect.width, s.rect.height, s.rect.area()); }
    void operator()(const PolygonShape& s) const
    {
        box(s);
        facts.push_back({u"Points"_s, QString::number(vertexCount(*s.polygon))});
        if (s.polygon->size() > 1)
            facts.push_back({u"Parts"_s, QString::number(s.polygon->size())});
    }
    void operator()(const MaskShape& s) const { box(s); }
    void operator()(const RotatedBoxShape& s) const
    {
        extent(s.rect.width, s.rect.height, s.rect.area());
        angle(s.rect);
    }
    void operator()(const EllipseShape& s) const
    {
        extent(s.frame.width, s.frame.height, area(Shape(s)));
        angle(s.frame);
    }
    void operator()(const PolylineShape& s) const
    {
        double length = 0;
        for (std::size_t i = 1; i < s.points->size(); ++i)
            length += distance((*s.points)[i - 1], (*s.points)[i]);
        facts.push_back({u"Length"_s, u"%1 px"_s.arg(number(length, 1))});
        facts.push_back({u"Points"_s, QString::number(s.points->size())});
    }
    void operator()(const PointShape& s) const
    {
        facts.push_back({u"Place"_s, u"%1, %2"_s.arg(number(s.at.x, 1), number(s.at.y, 1))});
    }
    void operator()(const SkeletonShape& s) const
    {
        const auto visible = std::ranges::count(*s.points, Visibility::Visible, &SkeletonPoint::visibility);
        const auto occluded = std::ranges::count(*s.points, Visibility::Occluded, &SkeletonPoint::visibility);
        facts.push_back({u"Points"_s, u"%1 visible, %2 occluded, %3 absent"_s.arg(visible).arg(occluded).arg(
                                          static_cast<qsizetype>(s.points->size()) - visible - occluded)});
    }

  private:
    void extent(double width, double height, double area) const
    {
        facts.push_back({u"Size"_s, u"%1 × %2 px"_s.arg(number(width, 1), number(height, 1))});
        facts.push_back({u"Area"_s, u"%1 px²"_s.arg(number(area, 0))});
    }
    void box(const Shape& shape) const
    {
        if (const auto around = bounds(shape))
            extent(around->width, around->height, area(shape));
    }
    void angle(const TurnedRect& frame) const
    {
        facts.push_back({u"Angle"_s, u"%1°"_s.arg(number(frame.angle, 1))});
    }
};

std::vector<Fact> factsOf(const Annotation& annotation)
{
    std::vector<Fact> facts;
    std::visit(ShapeFacts{facts}, annotation.shape);
    if (annotation.score)
        facts.push_back({u"Score"_s, number(*annotation.score, 3)});
    for (const auto& [name, holds] : {std::pair(u"Crowd"_s, annotation.crowd),
                                      {u"Occluded"_s, annotation.occluded},
                                      {u"Truncated"_s, annotation.truncated},
                                      {u"Unsure"_s, annotation.unsure}})
        if (holds)
            facts.push_back({name, u"yes"_s});
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

#include "app/label/points_dialog.h"

#include <algorithm>
#include <cmath>

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSlider>

#include "tools/polygon_commands.h"
#include "touchstone/geometry/polygon_cut.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int steps = 200;

/// What the slider's ends stand for, in pixels; finer at the lower end.
struct Span {
    double least, most;
    double at(int step) const { return least + (most - least) * std::pow(double(step) / steps, 2); }
    int step(double value) const
    {
        return int(std::lround(std::sqrt((value - least) / (most - least)) * steps));
    }
};
constexpr Span tolerances{0, 50};
constexpr Span lengths{1, 500};

double areaOf(const Shape& shape)
{
    const auto* polygon = std::get_if<PolygonShape>(&shape);
    return polygon ? area(*polygon->polygon) : 0;
}

/// What belongs to one of the two alone: gains and losses do not make up for each other.
double changedArea(const Shape& before, const Shape& after)
{
    const auto* one = std::get_if<PolygonShape>(&before);
    const auto* other = std::get_if<PolygonShape>(&after);
    if (!one || !other || before == after)
        return 0;
    const Polygon &a = *one->polygon, &b = *other->polygon;
    return std::max(0.0, 2 * area(united({a, b})) - area(united({a})) - area(united({b})));
}

} // namespace

PointsDialog::PointsDialog(std::vector<Shape> shapes, Preview preview, QWidget* parent)
    : QDialog(parent), m_before(std::move(shapes)), m_after(m_before), m_preview(std::move(preview)),
      m_fewer(new QRadioButton(u"Fewer points"_s, this)), m_more(new QRadioButton(u"More points"_s, this)),
      m_means(new QLabel(this)), m_slider(new QSlider(Qt::Horizontal, this)),
      m_value(new QDoubleSpinBox(this)), m_cost(new QLabel(this)), m_tolerance(1), m_longest(20)
{
    setWindowTitle(u"Points of the outline"_s);
    m_fewer->setObjectName(u"fewer"_s);
    m_more->setObjectName(u"more"_s);
    m_fewer->setChecked(true);
    m_slider->setObjectName(u"slider"_s);
    m_slider->setRange(0, steps);
    m_slider->setMinimumWidth(200);
    m_value->setObjectName(u"value"_s);
    m_value->setDecimals(1);
    m_value->setSuffix(u" px"_s);
    m_cost->setObjectName(u"cost"_s);
    m_cost->setMinimumWidth(360);
    auto* modes = new QHBoxLayout;
    modes->addWidget(m_fewer);
    modes->addWidget(m_more);
    modes->addStretch();
    auto* amount = new QHBoxLayout;
    amount->addWidget(m_slider, 1);
    amount->addWidget(m_value);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(u"Change points"_s);
    auto* column = new QVBoxLayout(this);
    column->addLayout(modes);
    column->addWidget(m_means);
    column->addLayout(amount);
    column->addWidget(m_cost);
    column->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_fewer, &QRadioButton::toggled, this, &PointsDialog::takeMode);
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int step) { m_value->setValue((addsPoints() ? lengths : tolerances).at(step)); });
    connect(m_value, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        (addsPoints() ? m_longest : m_tolerance) = value;
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue((addsPoints() ? lengths : tolerances).step(value));
        count();
    });
    takeMode();
}

bool PointsDialog::addsPoints() const
{
    return m_more->isChecked();
}

void PointsDialog::takeMode()
{
    const Span& span = addsPoints() ? lengths : tolerances;
    const double value = addsPoints() ? m_longest : m_tolerance;
    m_means->setText(addsPoints() ? u"No edge is longer than"_s
                                  : u"Leave out points nearer to the outline than"_s);
    {
        const QSignalBlocker quiet(m_value), still(m_slider);
        m_value->setRange(span.least, span.most);
        m_value->setValue(value);
        m_slider->setValue(span.step(value));
    }
    count();
}

void PointsDialog::count()
{
    std::size_t before = 0, after = 0;
    double all = 0, change = 0;
    for (std::size_t i = 0; i < m_before.size(); ++i) {
        m_after[i] =
            addsPoints() ? withMorePoints(m_before[i], m_longest) : withFewerPoints(m_before[i], m_tolerance);
        before += pointsOf(m_before[i]);
        after += pointsOf(m_after[i]);
        all += areaOf(m_before[i]);
        // More points lie on the edges that were there.
        if (!addsPoints())
            change += changedArea(m_before[i], m_after[i]);
    }
    const QLocale locale;
    const QString points =
        u"%1 → %2 points."_s.arg(locale.toString(qulonglong(before)), locale.toString(qulonglong(after)));
    m_cost->setText(all <= 0 ? points
                    : change <= 0 ? points + u" The area stays the same."_s
                                  : points + u" The area changes by %1 px² (%2 %)."_s.arg(
                                                 locale.toString(change, 'f', 1),
                                                 locale.toString(100 * change / all, 'f', 2)));
    m_preview(m_after);
}

} // namespace touchstone

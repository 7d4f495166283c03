#include "app/label/polygon_dialog.h"

#include <mutex>

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/label/counted.h"
#include "app/session/text.h"
#include "touchstone/base/progress.h"
#include "touchstone/geometry/mask_ops.h"
#include "touchstone/geometry/simplify.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

std::size_t verticesOf(const Polygon& polygon)
{
    std::size_t count = 0;
    for (const PolygonPart& part : polygon) {
        count += part.outer.size();
        for (const Ring& hole : part.holes)
            count += hole.size();
    }
    return count;
}

constexpr int unfeltMs = 100;

} // namespace

/// Of the masks as they are: made by the first count, for all after it.
struct PolygonDialog::Outlines {
    std::vector<Shared<Mask>> masks;
    std::mutex mutex;
    std::vector<Polygon> exact;
};

struct PolygonDialog::Cost {
    std::size_t before = 0, after = 0;
    std::uint64_t pixels = 0, all = 0;
};

PolygonDialog::PolygonDialog(std::vector<Shared<Mask>> masks, JobRunner& jobs, QWidget* parent)
    : QDialog(parent), m_outlines(std::make_shared<Outlines>()), m_tolerance(new QDoubleSpinBox(this)),
      m_cost(new QLabel(this)), m_counting(jobs, nullptr)
{
    setWindowTitle(u"To polygon"_s);
    m_outlines->masks = std::move(masks);
    m_tolerance->setObjectName(u"tolerance"_s);
    m_tolerance->setRange(0, 50);
    m_tolerance->setDecimals(1);
    m_tolerance->setSingleStep(0.5);
    m_tolerance->setSuffix(u" px"_s);
    m_tolerance->setValue(1);
    m_cost->setObjectName(u"cost"_s);
    m_cost->setMinimumWidth(320);
    m_cost->setWordWrap(true);
    m_cost->setMinimumHeight(2 * m_cost->fontMetrics().lineSpacing());
    m_felt.setSingleShot(true);
    m_felt.setInterval(unfeltMs);
    connect(&m_felt, &QTimer::timeout, this, [this] { m_cost->setText(u"Counting…"_s); });
    auto* form = new QFormLayout;
    form->addRow(u"Leave out points nearer than"_s, m_tolerance);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(u"Make polygon"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_tolerance, &QDoubleSpinBox::valueChanged, this, &PolygonDialog::count);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_cost);
    column->addWidget(buttons);
    count();
}

double PolygonDialog::tolerance() const
{
    return m_tolerance->value();
}

void PolygonDialog::count()
{
    m_felt.start();
    m_counting.run<Cost>(
        u"Counting pixels"_s,
        [outlines = m_outlines, tolerance = tolerance()](Progress& progress) -> Result<Cost> {
            Cost cost;
            const std::lock_guard lock(outlines->mutex);
            for (std::size_t i = 0; i < outlines->masks.size(); ++i) {
                if (progress.cancelled())
                    return Error{ErrorCode::Cancelled, "Cancelled.", {}};
                const Mask& mask = *outlines->masks[i];
                if (outlines->exact.size() == i)
                    outlines->exact.push_back(polygonFromMask(mask));
                const Polygon polygon = simplified(outlines->exact[i], tolerance);
                cost.before += verticesOf(outlines->exact[i]);
                cost.after += verticesOf(polygon);
                cost.pixels += differingPixels(polygon, mask);
                cost.all += area(mask);
            }
            return cost;
        },
        [this](Result<Cost> cost) {
            m_felt.stop();
            if (cost)
                tell(*cost);
            else
                m_cost->setText(toQt(cost.error().message));
        });
}

void PolygonDialog::tell(const Cost& cost)
{
    const QString changed = cost.pixels == 0
                                ? u"No pixel changes."_s
                                : u"%1 of %2 pixels change (%3 %)."_s.arg(
                                      counted(std::int64_t(cost.pixels)), counted(std::int64_t(cost.all)),
                                      measured(100.0 * double(cost.pixels) / double(cost.all), 2));
    m_cost->setText(u"%1 points of %2. %3"_s.arg(counted(std::int64_t(cost.after)),
                                                 counted(std::int64_t(cost.before)), changed));
}

} // namespace touchstone

#include "app/label/polygon_dialog.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

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

} // namespace

PolygonDialog::PolygonDialog(std::vector<Shared<Mask>> masks, QWidget* parent)
    : QDialog(parent), m_masks(std::move(masks)), m_tolerance(new QDoubleSpinBox(this)), m_cost(new QLabel(this))
{
    setWindowTitle(u"To polygon"_s);
    for (const Shared<Mask>& mask : m_masks)
        m_exact.push_back(polygonFromMask(*mask));
    m_tolerance->setObjectName(u"tolerance"_s);
    m_tolerance->setRange(0, 50);
    m_tolerance->setDecimals(1);
    m_tolerance->setSingleStep(0.5);
    m_tolerance->setSuffix(u" px"_s);
    m_tolerance->setValue(1);
    m_cost->setObjectName(u"cost"_s);
    m_cost->setMinimumWidth(320);
    m_cost->setWordWrap(true);
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
    std::size_t before = 0, after = 0;
    std::uint64_t pixels = 0, all = 0;
    for (std::size_t i = 0; i < m_masks.size(); ++i) {
        const Polygon polygon = simplified(m_exact[i], tolerance());
        before += verticesOf(m_exact[i]);
        after += verticesOf(polygon);
        pixels += differingPixels(polygon, *m_masks[i]);
        all += area(*m_masks[i]);
    }
    const QLocale locale;
    const auto number = [&locale](auto value) { return locale.toString(static_cast<qulonglong>(value)); };
    const QString changed = pixels == 0 ? u"No pixel changes."_s
                                        : u"%1 of %2 pixels change (%3 %)."_s.arg(
                                              number(pixels), number(all),
                                              locale.toString(100.0 * double(pixels) / double(all), 'f', 2));
    m_cost->setText(u"%1 points of %2. %3"_s.arg(number(after), number(before), changed));
}

} // namespace touchstone

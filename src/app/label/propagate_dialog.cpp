#include "app/label/propagate_dialog.h"

#include <algorithm>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace touchstone {

PropagateDialog::PropagateDialog(const QString& shapes, int before, int behind, QWidget* parent)
    : QDialog(parent), m_before(before), m_behind(behind), m_count(new QSpinBox), m_way(new QComboBox),
      m_reach(new QLabel)
{
    setObjectName(u"propagateDialog"_s);
    setWindowTitle(u"Copy to the next images"_s);
    m_way->setObjectName(u"way"_s);
    m_way->addItem(u"Forwards"_s);
    m_way->addItem(u"Backwards"_s);
    m_count->setObjectName(u"count"_s);
    QSettings settings;
    m_way->setCurrentIndex(settings.value(u"label/propagateBackwards"_s).toBool() ? 1 : 0);
    auto* form = new QFormLayout;
    form->addRow(u"Copy"_s, new QLabel(shapes));
    form->addRow(u"To how many images"_s, m_count);
    form->addRow(u"Direction in the list"_s, m_way);
    m_reach->setObjectName(u"reach"_s);
    m_reach->setProperty("role", u"secondary"_s);
    auto* note = new QLabel(
        u"Images that are done or skipped, and those of other people, count as images but stay as "
        u"they are. A copy that is there already, with this label and shape, is not made again."_s);
    note->setProperty("role", u"small"_s);
    note->setWordWrap(true);
    note->setMinimumWidth(360);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(u"Copy"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_way, &QComboBox::currentIndexChanged, this, &PropagateDialog::showReach);
    connect(this, &QDialog::accepted, this, [this] {
        QSettings chosen;
        chosen.setValue(u"label/propagate"_s, count());
        chosen.setValue(u"label/propagateBackwards"_s, !forwards());
    });
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_reach);
    column->addWidget(note);
    column->addWidget(buttons);
    showReach();
    m_count->setValue(settings.value(u"label/propagate"_s, 10).toInt());
    m_count->selectAll();
    m_count->setFocus();
}

int PropagateDialog::count() const
{
    return m_count->value();
}

bool PropagateDialog::forwards() const
{
    return m_way->currentIndex() == 0;
}

void PropagateDialog::showReach()
{
    const int most = forwards() ? m_behind : m_before;
    m_count->setRange(std::min(1, most), most);
    m_reach->setText(
        (forwards() ? u"%L1 images follow in the list."_s : u"%L1 images come before in the list."_s)
            .arg(most));
    if (auto* buttons = findChild<QDialogButtonBox*>())
        buttons->button(QDialogButtonBox::Ok)->setEnabled(most > 0);
}

} // namespace touchstone

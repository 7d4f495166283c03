#include "app/label/text_reading.h"

#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFontComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSettings>
#include <QToolButton>

#include "app/label/text_page.h"
#include "textview/text_view.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int narrowest = 30;
constexpr int widest = 160;

/// Made to be told apart by people with dyslexia, where one is installed.
QString easyFamily()
{
    const QStringList families = QFontDatabase::families();
    for (const QString& wanted :
         {u"OpenDyslexic"_s, u"OpenDyslexicAlta"_s, u"Atkinson Hyperlegible"_s, u"Lexend"_s, u"Andika"_s})
        if (families.contains(wanted))
            return wanted;
    return {};
}

} // namespace

TextReading::TextReading(TextPage& page)
    : QFrame(&page, Qt::Popup), m_view(page.view()), m_action(new QAction(u"Aa"_s, this))
{
    setObjectName(u"textReading"_s);
    setProperty("role", u"float"_s);
    m_action->setObjectName(u"textReadingAction"_s);
    m_action->setToolTip(u"Letters, lines and width of the text"_s);
    connect(m_action, &QAction::triggered, this, &TextReading::open);
    page.addButtonAtEnd(m_action);
    read();
    connect(&m_view, &TextView::readingChanged, this, [this] {
        write();
        showSettings();
    });
}

void TextReading::make()
{
    if (m_form)
        return;
    m_kind = new QComboBox(this);
    m_family = new QFontComboBox(this);
    m_size = new QSpinBox(this);
    m_lines = new QDoubleSpinBox(this);
    m_width = new QSpinBox(this);
    m_tabs = new QButtonGroup(this);
    m_kind->addItem(u"Serif"_s, QString());
    m_kind->addItem(u"Sans serif"_s, u"sans-serif"_s);
    m_kind->addItem(u"Fixed width"_s, u"monospace"_s);
    if (const QString easy = easyFamily(); !easy.isEmpty())
        m_kind->addItem(u"Easy to read: %1"_s.arg(easy), easy);
    m_kind->addItem(u"Another…"_s, QVariant());
    m_size->setRange(kSmallestText, kLargestTextSize);
    m_size->setSuffix(u" px"_s);
    m_lines->setRange(1, 3);
    m_lines->setSingleStep(0.05);
    m_lines->setDecimals(2);
    m_width->setRange(narrowest, widest);
    m_width->setSpecialValueText(u"As wide as the window"_s);
    m_width->setSuffix(u" characters"_s);
    m_width->setSingleStep(2);
    auto* tabs = new QHBoxLayout;
    tabs->setSpacing(4);
    for (const int every : {4, 8}) {
        auto* button = new QToolButton;
        button->setText(u"%1 characters"_s.arg(every));
        button->setCheckable(true);
        m_tabs->addButton(button, every);
        tabs->addWidget(button);
    }
    tabs->addStretch();
    m_form = new QFormLayout(this);
    QFormLayout* form = m_form;
    form->setContentsMargins(16, 14, 16, 14);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(8);
    form->addRow(u"Letters"_s, m_kind);
    form->addRow(u"Family"_s, m_family);
    form->addRow(u"Size"_s, m_size);
    form->addRow(u"Line height"_s, m_lines);
    form->addRow(u"Column"_s, m_width);
    form->addRow(u"Tabs every"_s, tabs);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &TextReading::take);
    connect(m_family, &QFontComboBox::currentFontChanged, this, &TextReading::take);
    connect(m_size, &QSpinBox::valueChanged, this, &TextReading::take);
    connect(m_lines, &QDoubleSpinBox::valueChanged, this, &TextReading::take);
    connect(m_width, &QSpinBox::valueChanged, this, &TextReading::take);
    connect(m_tabs, &QButtonGroup::idClicked, this, &TextReading::take);
}

void TextReading::open()
{
    make();
    showSettings();
    adjustSize();
    QWidget* page = parentWidget();
    const QPoint corner = page->mapToGlobal(QPoint(page->width() - 12, m_view.y()));
    move(corner.x() - width(), corner.y());
    show();
    m_kind->setFocus(Qt::PopupFocusReason);
}

void TextReading::read()
{
    QSettings settings;
    settings.beginGroup(u"text"_s);
    const ReadingSettings usual;
    ReadingSettings reading;
    reading.family = settings.value(u"family"_s, usual.family).toString();
    reading.pixelSize =
        std::clamp(settings.value(u"size"_s, usual.pixelSize).toInt(), kSmallestText, kLargestTextSize);
    reading.lineHeight = std::clamp(settings.value(u"lineHeight"_s, usual.lineHeight).toDouble(), 1.0, 3.0);
    reading.columnCharacters = settings.value(u"column"_s, usual.columnCharacters).toInt();
    if (reading.columnCharacters != 0)
        reading.columnCharacters = std::clamp(reading.columnCharacters, narrowest, widest);
    reading.tabCharacters = settings.value(u"tabs"_s, usual.tabCharacters).toInt() == 4 ? 4 : 8;
    m_view.setReading(reading);
}

void TextReading::write() const
{
    const ReadingSettings& reading = m_view.reading();
    QSettings settings;
    settings.beginGroup(u"text"_s);
    settings.setValue(u"family"_s, reading.family);
    settings.setValue(u"size"_s, reading.pixelSize);
    settings.setValue(u"lineHeight"_s, reading.lineHeight);
    settings.setValue(u"column"_s, reading.columnCharacters);
    settings.setValue(u"tabs"_s, reading.tabCharacters);
}

void TextReading::showSettings()
{
    if (!m_form)
        return;
    const ReadingSettings& reading = m_view.reading();
    m_showing = true;
    int kind = m_kind->count() - 1;
    for (int i = 0; i + 1 < m_kind->count(); ++i)
        if (m_kind->itemData(i).toString() == reading.family)
            kind = i;
    m_kind->setCurrentIndex(kind);
    const bool another = kind == m_kind->count() - 1;
    showFamily(another);
    if (another)
        m_family->setCurrentFont(QFont(reading.family));
    m_size->setValue(reading.pixelSize);
    m_lines->setValue(reading.lineHeight);
    m_width->setValue(reading.columnCharacters == 0 ? narrowest : reading.columnCharacters);
    m_tabs->button(reading.tabCharacters)->setChecked(true);
    m_showing = false;
}

void TextReading::showFamily(bool shown)
{
    m_form->setRowVisible(m_family, shown);
    const QPoint corner = geometry().topRight();
    adjustSize();
    if (isVisible())
        move(corner.x() - width() + 1, corner.y());
}

void TextReading::take()
{
    if (m_showing)
        return;
    const bool another = m_kind->currentIndex() == m_kind->count() - 1;
    showFamily(another);
    ReadingSettings reading = m_view.reading();
    reading.family = another ? m_family->currentFont().family() : m_kind->currentData().toString();
    reading.pixelSize = m_size->value();
    reading.lineHeight = m_lines->value();
    reading.columnCharacters = m_width->value() == narrowest ? 0 : m_width->value();
    reading.tabCharacters = m_tabs->checkedId();
    m_view.setReading(reading);
    write();
}

} // namespace touchstone

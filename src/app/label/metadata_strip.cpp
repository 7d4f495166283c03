#include "app/label/metadata_strip.h"

#include <algorithm>

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSettings>
#include <QToolButton>

#include "app/session/project_session.h"
#include "app/session/text.h"
#include "touchstone/model/json_rows.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

const QString setting = u"label/metadataShown"_s;
constexpr int mostHeight = 168;
constexpr std::size_t mostShown = 20'000; ///< Of one value, in bytes: a label shapes all of its text.
constexpr int mostRows = 200;

QString textOf(const std::string& text)
{
    if (text.size() <= mostShown)
        return toQt(text);
    return QString::fromUtf8(text.data(), qsizetype(mostShown)) + u" …"_s;
}

} // namespace

MetadataStrip::MetadataStrip(ProjectSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_head(new QToolButton), m_area(new QScrollArea)
{
    setObjectName(u"metadataStrip"_s);
    m_head->setObjectName(u"metadataHead"_s);
    m_head->setAutoRaise(true);
    m_head->setCheckable(true);
    m_head->setFocusPolicy(Qt::NoFocus);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setToolTip(u"What its file says beside the text"_s);
    m_area->setObjectName(u"metadataArea"_s);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 6);
    layout->setSpacing(2);
    layout->addWidget(m_head, 0, Qt::AlignLeft);
    layout->addWidget(m_area);
    connect(m_head, &QToolButton::toggled, this, [this](bool on) {
        QSettings().setValue(setting, on);
        unfold(on);
    });
    connect(&session, &ProjectSession::itemOpened, this, &MetadataStrip::refresh);
    const bool on = QSettings().value(setting, false).toBool();
    m_head->setChecked(on);
    unfold(on);
    hide();
}

void MetadataStrip::unfold(bool on)
{
    m_head->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
    m_area->setVisible(on);
    if (on)
        fill();
}

void MetadataStrip::refresh()
{
    const WorkingLayer* working = m_session.working();
    const std::string now = working && working->document ? working->document->metadata : std::string();
    if (now == m_shown)
        return;
    m_shown = now;
    const std::size_t count = jsonRows(m_shown).size();
    const bool any = count > 0;
    m_head->setText(u"Metadata · %1"_s.arg(count));
    setVisible(any);
    if (any && m_head->isChecked())
        fill();
}

void MetadataStrip::fill()
{
    auto* rows = new QWidget;
    rows->setObjectName(u"metadataRows"_s);
    auto* grid = new QGridLayout(rows);
    grid->setContentsMargins(4, 0, 8, 4);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const std::vector<JsonRow> members = jsonRows(m_shown);
    for (const auto& [name, value] : members) {
        if (row == mostRows) {
            auto* more = new QLabel(u"and %1 more, which leave with an export as they came"_s.arg(
                members.size() - std::size_t(mostRows)));
            more->setProperty("role", u"secondary"_s);
            grid->addWidget(more, row++, 0, 1, 2);
            break;
        }
        auto* heading = new QLabel(toQt(name));
        heading->setTextFormat(Qt::PlainText);
        heading->setProperty("role", u"secondary"_s);
        auto* text = new QLabel(textOf(value));
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setFocusPolicy(Qt::ClickFocus); // Ctrl+C copies what is marked.
        text->setCursor(Qt::IBeamCursor);
        grid->addWidget(heading, row, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(text, row++, 1);
    }
    grid->setRowStretch(row, 1);
    m_area->setWidget(rows);
    rows->setAutoFillBackground(false);
    const int wanted = rows->heightForWidth(std::max(200, m_area->viewport()->width()));
    m_area->setFixedHeight(std::clamp(wanted > 0 ? wanted : rows->sizeHint().height(), 20, mostHeight));
}

} // namespace touchstone

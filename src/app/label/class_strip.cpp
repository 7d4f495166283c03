#include "app/label/class_strip.h"

#include <algorithm>

#include <QAbstractButton>
#include <QMenu>
#include <QPainter>

#include "app/label/label_context.h"
#include "app/label/row_painting.h"
#include "app/label/tag_commands.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/theme/theme.h"
#include "touchstone/model/label_tree.h"
#include "touchstone/model/tags.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

constexpr int edge = 12, gap = 6, chipHeight = 26;
constexpr std::size_t shownValues = 2;

/// "Sport › Football · 4"
QString nameOf(const Ontology& ontology, const Label& label, const Annotation& tag)
{
    QString text = toQt(pathText(ontology, label.id));
    std::size_t shown = 0;
    for (const AttributeDefinition& definition : label.attributes) {
        const AttributeValue* value = valueOf(tag.attributes, definition.name);
        if (value && !std::holds_alternative<std::monostate>(*value) && shown++ < shownValues)
            text += u" · "_s + toQt(displayText(definition, *value));
    }
    return text;
}

QString menuText(const QString& text)
{
    return QString(text).replace(u'&', u"&&"_s);
}

} // namespace

/// What a chip shows.
struct ChipFace {
    std::string group;
    QString heading, answer;
    QColor color; ///< Invalid while it is not answered.
    friend bool operator==(const ChipFace&, const ChipFace&) = default;
};

class ClassChip : public QAbstractButton {
  public:
    ClassChip(ChipFace face, QWidget* parent) : QAbstractButton(parent), m_face(std::move(face))
    {
        setObjectName(u"class "_s + (m_face.heading.isEmpty() ? m_face.answer : m_face.heading));
        setAccessibleName(m_face.answer.isEmpty() ? u"%1, not answered"_s.arg(m_face.heading)
                                                  : u"%1 %2"_s.arg(m_face.heading, m_face.answer).trimmed());
        setToolTip(m_face.answer.isEmpty() ? u"Choose %1"_s.arg(m_face.heading) : m_face.answer);
        setFocusPolicy(Qt::NoFocus);
        setCursor(Qt::PointingHandCursor);
    }
    const ChipFace& face() const { return m_face; }
    QSize sizeHint() const override
    {
        ensurePolished();
        const int words = QFontMetrics(font()).horizontalAdvance(text()) + 4; // Its parts are rounded each.
        return {words + 20 + (m_face.color.isValid() ? 16 : 0), chipHeight};
    }

  protected:
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        const bool answered = m_face.color.isValid();
        painter.setPen(QPen(underMouse() ? theme().secondary : theme().line, 1,
                            answered ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(answered ? QBrush(theme().raised) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(box, chipHeight / 2.0, chipHeight / 2.0);
        int x = 10;
        if (answered) {
            paintDot(painter, m_face.color, x, height() / 2, 10);
            x += 16;
        }
        const int right = width() - 10;
        const QFontMetrics metrics(font());
        const QString first =
            m_face.heading.isEmpty() || m_face.answer.isEmpty() ? m_face.heading : m_face.heading + u": "_s;
        paintText(painter, QRect(x, 0, std::max(0, right - x), height()), first, theme().secondary, font(),
                  Qt::AlignLeft | Qt::AlignVCenter);
        x += metrics.horizontalAdvance(first);
        if (x < right)
            paintText(painter, QRect(x, 0, right - x, height()), m_face.answer, theme().text, font(),
                      Qt::AlignLeft | Qt::AlignVCenter, Qt::ElideRight);
    }

  private:
    QString text() const
    {
        return m_face.heading.isEmpty() || m_face.answer.isEmpty() ? m_face.heading + m_face.answer
                                                                   : m_face.heading + u": "_s + m_face.answer;
    }
    ChipFace m_face;
};

ClassStrip::ClassStrip(ProjectSession& session, LabelContext& context, TagCommands& commands, QWidget* parent)
    : QWidget(parent), m_session(session), m_context(context), m_commands(commands)
{
    setObjectName(u"classStrip"_s);
    for (const auto signal : {&ProjectSession::itemOpened, &ProjectSession::ontologyChanged})
        connect(&session, signal, this, &ClassStrip::refresh);
    connect(&session, &ProjectSession::contentChanged, this, &ClassStrip::refresh);
    hide();
}

void ClassStrip::refresh()
{
    const WorkingLayer* working = m_session.working();
    std::vector<ChipFace> faces;
    if (working && working->document) {
        const Ontology& ontology = m_session.ontology();
        std::vector<std::string> groups;
        bool alone = false;
        for (const Label& label : ontology.labels)
            if (label.isActive() && isTagLabel(label)) {
                alone = alone || label.tagGroup.empty();
                if (!label.tagGroup.empty() && std::ranges::find(groups, label.tagGroup) == groups.end())
                    groups.push_back(label.tagGroup);
            }
        if (alone)
            groups.emplace_back();
        // A text may have tens of thousands of spans, and this is asked after each edit.
        std::vector<std::pair<const Annotation*, const Label*>> tags;
        if (!groups.empty())
            for (const Annotation& tag : working->content.annotations())
                if (std::holds_alternative<TagShape>(tag.shape))
                    if (const Label* label = ontology.resolve(tag.label); label && isTagLabel(*label))
                        tags.emplace_back(&tag, label);
        for (const std::string& group : groups) {
            bool answered = false;
            for (const auto& [tag, label] : tags) {
                if (label->tagGroup != group)
                    continue;
                answered = true;
                faces.push_back({group, toQt(group), nameOf(ontology, *label, *tag),
                                 QColor::fromRgb(QRgb(label->color))});
            }
            if (!answered)
                faces.push_back({group, group.empty() ? u"tags"_s : toQt(group), {}, {}});
        }
    }
    const bool same = std::ranges::equal(
        m_chips, faces, [](const ClassChip* chip, const ChipFace& face) { return chip->face() == face; });
    if (!same) {
        for (ClassChip* chip : m_chips) {
            chip->hide();
            chip->setObjectName({});
            chip->deleteLater(); // Its own click may be on the way.
        }
        m_chips.clear();
        for (ChipFace& face : faces) {
            auto* chip = new ClassChip(std::move(face), this);
            connect(chip, &QAbstractButton::clicked, this, [this, chip] {
                QMenu menu(this);
                fillMenu(menu, chip->face().group);
                menu.exec(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
            });
            chip->show();
            m_chips.push_back(chip);
        }
        arrange();
    }
    setVisible(!m_chips.empty());
}

void ClassStrip::fillMenu(QMenu& menu, const std::string& group)
{
    const Ontology& ontology = m_session.ontology();
    for (const Label* label : inTreeOrder(ontology)) {
        if (!label->isActive() || !isTagLabel(*label) || label->tagGroup != group)
            continue;
        const QString indent(int(4 * depthOf(ontology, *label)), u' ');
        QAction* action = menu.addAction(indent + menuText(toQt(label->name)) +
                                         (label->key.empty() ? QString() : u'\t' + toQt(label->key)));
        action->setObjectName(u"choose "_s + toQt(label->name));
        action->setCheckable(true);
        action->setChecked(m_commands.holds(label->id));
        action->setEnabled(m_session.isEditable());
        connect(action, &QAction::triggered, this, [this, id = label->id] { m_commands.choose(id); });
    }
    const auto& annotations = m_context.content().annotations();
    for (const Annotation& tag : annotations) {
        const Label* label = ontology.resolve(tag.label);
        if (!label || !std::holds_alternative<TagShape>(tag.shape) || label->tagGroup != group ||
            label->attributes.empty())
            continue;
        menu.addSeparator();
        QAction* action = menu.addAction(u"Attributes of %1"_s.arg(menuText(toQt(label->name))));
        action->setObjectName(u"attributes "_s + toQt(label->name));
        connect(action, &QAction::triggered, this,
                [this, id = tag.id, name = toQt(label->attributes.front().name)] {
                    Q_EMIT m_commands.attributeWanted(id, name);
                });
    }
}

void ClassStrip::arrange()
{
    int x = edge, y = 0;
    for (ClassChip* chip : m_chips) {
        const int wide = std::min(chip->sizeHint().width(), std::max(40, width() - 2 * edge));
        if (x > edge && x + wide > width() - edge) {
            x = edge;
            y += chipHeight + gap;
        }
        chip->setGeometry(x, y, wide, chipHeight);
        x += wide + gap;
    }
    setFixedHeight(m_chips.empty() ? 0 : y + chipHeight + 8);
}

void ClassStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ClassStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        arrange();
}

} // namespace touchstone

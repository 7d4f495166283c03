#include "app/label/label_commands.h"

#include "app/session/project_session.h"
#include "app/session/text.h"

namespace touchstone {

LabelCommands::LabelCommands(ProjectSession& session, QObject* parent) : QObject(parent), m_session(session)
{
}

Scope LabelCommands::scope() const
{
    return m_session.working() ? m_session.itemScope() : Scope{ScopeKind::Ontology, {}};
}

void LabelCommands::apply(Result<Edit> edit, std::function<void()> done)
{
    if (!edit) {
        Q_EMIT failed(toQt(edit.error().text()));
        return;
    }
    if (edit->isEmpty())
        return;
    m_session.applyElsewhere(std::move(*edit), [done = std::move(done)](Result<Receipt> receipt) {
        if (receipt && done)
            done();
    });
}

void LabelCommands::create(const QString& name, std::function<void(LabelId)> done)
{
    LabelId created;
    Result<Edit> edit = addLabelEdit(m_session.project(), scope(), fromQt(name.trimmed()), &created);
    apply(std::move(edit), [created, done = std::move(done)] {
        if (done)
            done(created);
    });
}

void LabelCommands::rename(const LabelId& label, const QString& name)
{
    apply(renameLabelEdit(m_session.project(), scope(), label, fromQt(name.trimmed())));
}

void LabelCommands::merge(const LabelId& from, const LabelId& into)
{
    apply(mergeLabelEdit(m_session.project(), scope(), from, into));
}

void LabelCommands::setRetired(const LabelId& label, bool retired)
{
    apply(retireLabelEdit(m_session.project(), scope(), label, retired));
}

void LabelCommands::recolor(const LabelId& label, Rgb color)
{
    apply(recolorLabelEdit(m_session.project(), scope(), label, color));
}

void LabelCommands::setKey(const LabelId& label, const QString& key)
{
    apply(labelKeyEdit(m_session.project(), scope(), label, fromQt(key)));
}

Result<void> LabelCommands::define(const Label& wanted)
{
    Result<Edit> edit = defineLabelEdit(m_session.project(), scope(), wanted);
    if (!edit)
        return edit.error();
    apply(std::move(edit));
    return {};
}

void LabelCommands::move(const LabelId& label, int by)
{
    const std::vector<Label>& labels = m_session.ontology().labels;
    int at = -1;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i].id == label)
            at = int(i);
    int to = at + by;
    // Retired and merged ones keep their places, but are not seen.
    while (to >= 0 && to < int(labels.size()) && !labels[std::size_t(to)].isActive())
        to += by;
    if (at >= 0 && to >= 0 && to < int(labels.size()))
        apply(moveLabelEdit(m_session.project(), scope(), label, to));
}

} // namespace touchstone

#pragma once

#include <functional>

#include <QObject>
#include <QString>

#include "touchstone/model/ontology.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

class ProjectSession;

/// Changes of the labels, from the panel and the palette. While an item is in front they belong to its undo.
class LabelCommands : public QObject {
    Q_OBJECT
  public:
    explicit LabelCommands(ProjectSession& session, QObject* parent = nullptr);

    /// `done` gets the new label once it is stored.
    void create(const QString& name, std::function<void(LabelId)> done = {});
    void rename(const LabelId& label, const QString& name);
    void merge(const LabelId& from, const LabelId& into);
    void setRetired(const LabelId& label, bool retired);
    void recolor(const LabelId& label, Rgb color);
    /// Empty takes the key away.
    void setKey(const LabelId& label, const QString& key);
    /// Sets the whole definition; refused at once when it cannot be.
    Result<void> define(const Label& wanted);
    /// One place up (-1) or down (+1) among the labels that can be chosen.
    void move(const LabelId& label, int by);

  Q_SIGNALS:
    void failed(const QString& sentence);

  private:
    Scope scope() const;
    void apply(Result<Edit> edit, std::function<void()> done = {});

    ProjectSession& m_session;
};

} // namespace touchstone

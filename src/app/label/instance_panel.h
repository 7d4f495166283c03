#pragma once

#include <vector>

#include <QWidget>

#include "touchstone/model/edit.h"

class QScrollArea;

namespace touchstone {

class AttributeCommands;
class AttributePanel;
class InstanceModel;
class KindFilter;
class LabelContext;
class ProjectSession;
class SelectionFacts;
class TextWords;
class TagPanel;
class UniformListView;
class ViewMarks;

/// The tab Instances: what the item holds, selected together with the canvas, and what is known of it.
class InstancePanel : public QWidget {
    Q_OBJECT
  public:
    InstancePanel(ProjectSession& session, LabelContext& context, ViewMarks& marks,
                  AttributeCommands& attributes, TagPanel& tags, QWidget* parent = nullptr);

    UniformListView& view() { return *m_view; }
    InstanceModel& model() { return *m_model; }
    AttributePanel& attributes() { return *m_attributes; }
    const SelectionFacts& facts() const { return *m_facts; }
    /// Of texts, from which it takes names.
    void setWords(const TextWords& words);
    KindFilter& kinds() { return *m_kinds; }
    /// Reads the content of the item in front again.
    void reload();
    /// Follows what Edits changed, in their order.
    void follow(const std::vector<Change>& changes);
    void showSelection();
    /// "Instances 12", or "Instances 3 of 12" while only some kinds are listed.
    QString title() const;

  Q_SIGNALS:
    void left();
    void titleChanged();
    /// The right button on the list, or the menu key.
    void menuWanted(const QPoint& place);
    /// A row was double-clicked: bring it in sight.
    void zoomWanted();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void takeSelection();
    void toggle(const AnnotationId& id, int which);
    QString relationsOfSelection() const;

    LabelContext& m_context;
    ViewMarks& m_marks;
    InstanceModel* m_model;
    KindFilter* m_kinds;
    UniformListView* m_view;
    SelectionFacts* m_facts;
    AttributeCommands& m_attributeCommands;
    AttributePanel* m_attributes;
    QScrollArea* m_factsArea;
    bool m_showing = false;
    const TextWords* m_words = nullptr;
    /// Selected when one of their toggles was pressed: releasing the button does not choose that row alone.
    std::vector<AnnotationId> m_toggled;
};

} // namespace touchstone

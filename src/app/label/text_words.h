#pragma once

#include <QString>

#include "touchstone/model/annotation.h"

namespace touchstone {

class LabelContext;
class TextView;

/// What lists, hints and the history say of the annotations of a text: their words. Nothing is kept, so that
/// a list of many thousand costs what is seen of it.
class TextWords {
  public:
    TextWords(const LabelContext& context, const TextView& view) : m_context(context), m_view(view) {}

    /// Whether a text is in front.
    bool isOn() const;
    /// On one line, cut after some forty characters, and kept together where it runs to the left.
    QString of(const SpanShape& span) const;
    /// "Ada Lovelace"; "Ada → Bank" of a relation; "Ada, she, her" of a chain; nothing of a tag.
    QString of(const Annotation& annotation) const;
    /// "PERSON  Ada Lovelace", "works for: Ada → Bank", "coref 2: Ada, she, her", "politics".
    QString nameOf(const Annotation& annotation) const;
    /// "PERSON: Ada Lovelace".
    QString editOf(const Annotation& annotation) const;
    /// "Span", "Relation", "Chain", "Event", "Tag".
    QString kindOf(const Annotation& annotation) const;

  private:
    QString ofMember(const AnnotationId& id, int depth) const;
    QString of(const Annotation& annotation, int depth) const;

    const LabelContext& m_context;
    const TextView& m_view;
};

} // namespace touchstone

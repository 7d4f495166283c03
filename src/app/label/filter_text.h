#pragma once

#include <QString>

#include "touchstone/model/ontology.h"
#include "touchstone/store/rows.h"

namespace touchstone {

/// What was typed in the filter field, understood: `street state:todo label:"traffic light" assignee:anna`.
struct ParsedFilter {
    TaskFilter filter;
    /// A token that cannot be met, in words: "There is no label “lorry”"; empty when all is understood.
    QString problem;
};
/// `assignee:` takes a name of `members`, or "me".
ParsedFilter parseFilter(const QString& text, const Ontology& ontology,
                         const std::vector<Member>& members = {}, const MemberId& me = {});

/// `text` with its `name:` token set to `value`, or without it when `value` is empty.
QString withToken(const QString& text, const QString& name, const QString& value);

} // namespace touchstone

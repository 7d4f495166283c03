#include "touchstone/model/edit.h"

namespace touchstone {
namespace {

struct IdOf {
    template <class T>
    Uuid operator()(const T& value) const
    {
        return value.id.uuid;
    }
};

} // namespace

Uuid objectId(const Change& change)
{
    if (change.after)
        return std::visit(IdOf{}, *change.after);
    return change.before ? std::visit(IdOf{}, *change.before) : Uuid{};
}

Edit inverse(const Edit& edit)
{
    Edit result;
    result.id = EditId::create();
    result.scope = edit.scope;
    result.text = edit.text;
    result.changes.reserve(edit.changes.size());
    for (auto it = edit.changes.rbegin(); it != edit.changes.rend(); ++it)
        result.changes.push_back({it->after, it->before, it->layer, it->baseRevision + 1});
    return result;
}

} // namespace touchstone

#pragma once

#include <QString>

#include "touchstone/model/attribute.h"
#include "touchstone/model/skeleton_template.h"

namespace touchstone {

/// A skeleton as three texts: a point, a line, a pair per row; the ends of a line stand at both sides of " -
/// ".
struct SkeletonText {
    QString points;
    QString edges;
    QString pairs;
};
SkeletonText textOf(const SkeletonTemplate& skeleton);
/// Points that keep their name keep place and sigma of `before`; new ones get a place. InvalidInput with the
/// row.
Result<SkeletonTemplate> skeletonFrom(const SkeletonText& text, const SkeletonTemplate& before);

/// What is typed as a value of that kind; empty is no value. InvalidInput when it cannot be read.
Result<AttributeValue> valueFrom(const AttributeDefinition& definition, const QString& text);

} // namespace touchstone

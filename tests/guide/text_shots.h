#pragma once

#include <QString>

namespace touchstone {

/// The pictures of the chapter on texts, into `folder`.
void takeTextShots(const QString& folder);
/// Of classes, ratings and lists.
void takeClassShots(const QString& folder);

} // namespace touchstone

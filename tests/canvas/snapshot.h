#pragma once

#include <QImage>
#include <QString>

namespace touchstone {

/// Compares a sheet of cells with the picture of that name in tests/data/snapshots. In each cell a small share of the
/// pixels may differ, and every pixel a little: other processors round in other ways. What differs more is written to
/// files that the answer names; empty when all is well. TOUCHSTONE_SNAPSHOTS=write writes the reference anew instead.
QString snapshotDifference(const QString& name, const QImage& sheet, QSize cell);

} // namespace touchstone

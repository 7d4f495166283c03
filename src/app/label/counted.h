#pragma once

#include <cstdint>

#include <QString>

namespace touchstone {

struct TakenBack;

/// "1 image", "12,000 images"; %1 of `many` is the number.
QString counted(std::int64_t number, const QString& one, const QString& many);
/// "12,000".
QString counted(std::int64_t number);
/// "12,000.5", rounded to so many decimals.
QString measured(double value, int decimals);
/// "Taken back on 3 images. 1 was changed since and stays."
QString sentenceOf(const TakenBack& back);
/// "Done again on 3 images."
QString sentenceOfRedo(const TakenBack& again);

} // namespace touchstone

#pragma once

#include <cstdint>

#include <QString>

namespace touchstone {

struct TakenBack;

/// "1 image", "12,000 images"; %1 of `many` is the number.
QString counted(std::int64_t number, const QString& one, const QString& many);
/// "12,000".
QString counted(std::int64_t number);
/// "Taken back on 3 images. 1 was changed since and stays."
QString sentenceOf(const TakenBack& back);

} // namespace touchstone

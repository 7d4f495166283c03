#include "app/shell/fuzzy_match.h"

#include <algorithm>

namespace touchstone {

namespace {

QChar plain(QChar c)
{
    const QString parts = QString(c).normalized(QString::NormalizationForm_D);
    return parts.isEmpty() ? c.toLower() : parts.front().toLower();
}

bool startsWord(const QString& text, qsizetype at) { return at == 0 || !text.at(at - 1).isLetterOrNumber(); }

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text)
{
    std::vector<QChar> wanted;
    for (const QChar c : typed) {
        if (!c.isSpace()) {
            wanted.push_back(plain(c));
        }
    }
    if (wanted.empty()) {
        return FuzzyMatch{};
    }
    const auto rows = qsizetype(wanted.size());
    const qsizetype columns = text.size();
    if (rows > columns) {
        return std::nullopt;
    }
    // best[r][c]: score of the first r + 1 letters with the last one at c.
    constexpr int kNone = -1'000'000;
    std::vector<std::vector<int>> best(size_t(rows), std::vector<int>(size_t(columns), kNone));
    std::vector<std::vector<qsizetype>> from(size_t(rows), std::vector<qsizetype>(size_t(columns), -1));
    for (qsizetype r = 0; r < rows; ++r) {
        for (qsizetype c = r; c < columns; ++c) {
            if (plain(text.at(c)) != wanted[size_t(r)]) {
                continue;
            }
            const int here = startsWord(text, c) ? 12 : 1;
            if (r == 0) {
                best[0][size_t(c)] = here - int(std::min<qsizetype>(c, 8));
                continue;
            }
            for (qsizetype before = r - 1; before < c; ++before) {
                const int earlier = best[size_t(r - 1)][size_t(before)];
                if (earlier == kNone) {
                    continue;
                }
                const int gap = before + 1 == c ? 8 : -int(std::min<qsizetype>(c - before, 6));
                if (earlier + here + gap > best[size_t(r)][size_t(c)]) {
                    best[size_t(r)][size_t(c)] = earlier + here + gap;
                    from[size_t(r)][size_t(c)] = before;
                }
            }
        }
    }
    const auto& last = best.back();
    const auto top = std::max_element(last.begin(), last.end());
    if (*top == kNone) {
        return std::nullopt;
    }
    FuzzyMatch match;
    match.score = *top * 4 - int(std::min<qsizetype>(columns, 60));
    qsizetype at = top - last.begin();
    for (qsizetype r = rows - 1; r >= 0; --r) {
        match.positions.insert(match.positions.begin(), at);
        at = from[size_t(r)][size_t(at)];
    }
    return match;
}

} // namespace touchstone

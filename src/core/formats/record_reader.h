#pragma once

#include <filesystem>
#include <functional>

#include "core/formats/text_claims.h"

namespace touchstone {

/// The members that the record of a text keeps: its record as it stood and the white space around it, the
/// number of its document where it is a paragraph of one, and what stood around those of it; of the file how
/// it was laid out, that it begins with a byte order mark, that its last line has no end, and what stood
/// behind its list.
inline constexpr std::string_view kRecordRawMember = "raw";
inline constexpr std::string_view kRecordBeforeMember = "before";
inline constexpr std::string_view kRecordAfterMember = "after";
inline constexpr std::string_view kRecordDocumentMember = "doc";
inline constexpr std::string_view kRecordHeadMember = "head";
inline constexpr std::string_view kRecordTailMember = "tail";
inline constexpr std::string_view kRecordDocumentBeforeMember = "docBefore";
inline constexpr std::string_view kRecordDocumentAfterMember = "docAfter";
inline constexpr std::string_view kRecordLayoutMember = "layout";
inline constexpr std::string_view kRecordMarkMember = "mark";
inline constexpr std::string_view kRecordOpenMember = "open";

/// How the records of a file are taken apart.
struct RecordParsers {
    std::function<ClaimedText(std::string_view raw)> record;
    /// None for a format without paragraphs.
    std::function<ClaimedText(std::string_view raw)> paragraph{};
};
/// Reads a file of records, whichever way it is laid out.
Result<void> readRecords(const std::filesystem::path& path, const RecordParsers& parsers, ImportSink& sink,
                         Progress& progress);

} // namespace touchstone

#include "core/formats/exchange_report.h"

#include <nlohmann/json.hpp>

#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace {

const char* kindName(ReportLine::Kind kind)
{
    switch (kind) {
    case ReportLine::Kind::Skipped:
        return "skipped";
    case ReportLine::Kind::Repaired:
        return "repaired";
    case ReportLine::Kind::Lost:
        return "lost";
    case ReportLine::Kind::Note:
        break;
    }
    return "note";
}

std::string knownFormats()
{
    std::string names;
    for (const Format* format : formats()) {
        names += names.empty() ? format->info().id : ", " + format->info().id;
    }
    return names;
}

} // namespace

void addLine(ExchangeReport& report, ReportLine line)
{
    report.skipped += line.kind == ReportLine::Kind::Skipped ? 1 : 0;
    report.repaired += line.kind == ReportLine::Kind::Repaired ? 1 : 0;
    report.lost += line.kind == ReportLine::Kind::Lost ? 1 : 0;
    constexpr std::size_t keptLines = 1000;
    if (report.lines.size() < keptLines) {
        report.lines.push_back(std::move(line));
    }
}

std::string ExchangeReport::toJson() const
{
    nlohmann::ordered_json json;
    json["format"] = format;
    json["nothing_new"] = nothingNew;
    json["items"] = items;
    json["new_items"] = newItems;
    json["changed_texts"] = changedTexts;
    json["annotations"] = annotations;
    json["labels"] = labels;
    json["new_labels"] = newLabels;
    json["missing_files"] = missingFiles;
    json["covered_twice"] = coveredTwice;
    json["skipped"] = skipped;
    json["repaired"] = repaired;
    json["lost"] = lost;
    json["source"] = source ? nlohmann::ordered_json(source->toString()) : nlohmann::ordered_json();
    json["lines"] = nlohmann::ordered_json::array();
    for (const ReportLine& line : lines) {
        json["lines"].push_back(
            {{"kind", kindName(line.kind)}, {"where", line.where}, {"message", line.message}});
    }
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

namespace {

/// By its byte order mark, or by the zero byte beside the first character of ASCII.
bool isUtf16(const std::filesystem::path& path)
{
    char head[2]{};
    const auto file = openForReading(path);
    const auto got = file ? readAt(*file, 0, head, sizeof head) : Result<std::size_t>(std::size_t{0});
    const std::string_view read(head, 2);
    return got && *got == 2 &&
           (read == "\xff\xfe" || read == "\xfe\xff" || (head[0] == 0) != (head[1] == 0));
}

} // namespace

Result<const Format*> formatFor(const std::filesystem::path& path, const std::string& id)
{
    const std::string name = displayUtf8(pathToUtf8(path));
    std::error_code problem;
    const bool isFolder = std::filesystem::is_directory(path, problem);
    if (!isFolder) {
        auto file = openForReading(path);
        if (!file) {
            return file.error();
        }
        if (file->bytes == 0) {
            return Error{ErrorCode::InvalidInput, "The file is empty. Get a complete copy of it.", name};
        }
    }
    const Format* format = id.empty() ? recogniseFormat(path) : findFormat(id);
    if (!format && !id.empty()) {
        return Error{ErrorCode::InvalidInput,
                     "There is no format \"" + displayUtf8(id) + "\". Known formats: " + knownFormats() + ".",
                     ""};
    }
    if (isFolder && !(format && format->info().folders)) {
        return Error{ErrorCode::InvalidInput,
                     format ? "This format is read from a file, and this is a folder. Name the file in it."
                            : "Nothing in this folder is of a format that is read from folders. Name the file in it.",
                     name};
    }
    if (!format) {
        if (isUtf16(path)) {
            return Error{ErrorCode::InvalidInput,
                         "The file is written in UTF-16. Data sets are read in UTF-8: save it so, then import it.",
                         name};
        }
        const std::string ending = asciiLower(pathToUtf8(path.extension()));
        const bool table = ending == ".csv" || ending == ".tsv" || ending == ".txt";
        return Error{ErrorCode::InvalidInput,
                     "This is none of the formats that can be read (" + knownFormats() + "). Name the format" +
                         (table ? ", or add the file as text." : "."),
                     name};
    }
    return format;
}

} // namespace touchstone

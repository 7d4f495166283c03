#include "core/formats/doccano_format.h"

#include "core/formats/doccano_reader.h"
#include "core/formats/doccano_writer.h"
#include "core/formats/json_scanner.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

/// doccano's other JSON: the reader says how to come by lines.
int scoreOfList(std::string_view head)
{
    const auto says = [&](std::string_view key) { return head.find(key) != std::string_view::npos; };
    return (says("\"text\"") || says("\"data\"")) && (says("\"label\"") || says("\"labels\"")) && !says("\"images\"") && !says("\"annotations\"") ? 45 : 0;
}

/// Of the first line alone: an object on one line, with a text.
int scoreOf(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF")) {
        head.remove_prefix(3);
    }
    const std::size_t start = head.find_first_not_of("\r\n");
    head.remove_prefix(start == std::string_view::npos ? head.size() : start);
    const std::size_t end = head.find('\n');
    const std::string line(head.substr(0, end));
    JsonScanner scanner(line.data(), line.data() + line.size());
    if (scanner.peek() == '[') {
        return scoreOfList(head);
    }
    if (scanner.peek() != '{') {
        return 0;
    }
    int score = 0;
    bool text = false;
    std::string_view name;
    for (auto object = scanner.object(); scanner.key(object, name);) {
        const std::string key(name);
        const char first = scanner.peek();
        const std::string_view value = scanner.value();
        if (!scanner.ok() && end != std::string_view::npos) {
            break;
        }
        text = text || (first == '"' && (key == "text" || key == "data" || key == "column_data"));
        const bool list = first == '[';
        score = std::max(score, key == "Comments" || value.find("\"start_offset\"") != value.npos ? 90
                                : (key == "label" || key == "labels") && (list || first == '"')   ? 80
                                : key == "entities" && list                                       ? 55
                                                                                                  : 0);
    }
    // What is cut at the end of the head is no error; what is one on a whole line is no line of JSON.
    if (!text || (!scanner.ok() && end != std::string_view::npos)) {
        return 0;
    }
    return std::max(score, 40);
}

class DoccanoFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{
            "doccano",
            "doccano (JSON lines)",
            {"jsonl", "json", "ndjson"},
            true,
            true,
            {"Spans of several pieces are written as one; chains, events and groups are lost.",
             "Attributes, scores and \"unsure\" are lost; the texts of one item are joined.",
             "Only relations between spans are written, not those of relations.",
             "Empty lines of a file are not written again."},
            false,
            true};
        return info;
    }
    int recognise(const fs::path& path, std::string_view head) const override
    {
        const std::string ending = asciiLower(pathToUtf8(path.extension()));
        const bool fits = ending == ".jsonl" || ending == ".json" || ending == ".ndjson";
        return fits ? scoreOf(head) : 0;
    }
    Result<void> read(const fs::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions&) const override
    {
        return doccano::readFile(path, sink, progress);
    }
    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        return doccano::writeFile(source, path, lines, progress);
    }
};

} // namespace

const Format& doccanoFormat()
{
    static const DoccanoFormat format;
    return format;
}

} // namespace touchstone

#include "core/formats/prodigy_format.h"

#include "core/formats/json_scanner.h"
#include "core/formats/prodigy_task.h"
#include "core/formats/record_reader.h"
#include "core/formats/record_writer.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/formats/format.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

/// Of the first line alone.
int scoreOf(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF")) {
        head.remove_prefix(3);
    }
    const std::size_t start = head.find_first_not_of("\r\n");
    head.remove_prefix(start == std::string_view::npos ? head.size() : start);
    const std::string line(head.substr(0, head.find('\n')));
    JsonScanner scanner(line.data(), line.data() + line.size());
    if (scanner.peek() != '{') {
        return 0;
    }
    int score = 0;
    std::string_view name;
    for (auto object = scanner.object(); scanner.key(object, name);) {
        const std::string key(name);
        const char first = scanner.peek();
        const std::string_view value = scanner.value();
        const bool isAnswer =
            key == "answer" && (value == "\"accept\"" || value == "\"reject\"" || value == "\"ignore\"");
        score =
            std::max(score, isAnswer || key == "_input_hash" || key == "_task_hash" || key == "_view_id" ? 96
                            : key == "spans" && first == '['                                             ? 70
                            : key == "tokens" && first == '[' && value.find("\"ws\"") != value.npos      ? 85
                                                                                                         : 0);
    }
    return score;
}

/// The names of the classes that any text has.
Result<prodigy::Options> optionsOf(ExportSource& source, const ClaimsNow::Labels& labels, Progress& progress)
{
    prodigy::Options options;
    auto walked = source.forEachText([&](const ExportSource::Text& text) -> Result<void> {
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "The export was cancelled.", ""};
        }
        for (const ExportSource::Entry& entry : text.entries) {
            const auto label = labels.find(entry.annotation.label);
            if (kindOf(entry.annotation.shape) == ShapeKind::Tag && label != labels.end()) {
                options.insert(label->second);
            }
        }
        return {};
    });
    return walked ? Result<prodigy::Options>(std::move(options)) : walked.error();
}

class ProdigyFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{"prodigy",
                                     "Prodigy (JSON lines)",
                                     {"jsonl", "json"},
                                     true,
                                     true,
                                     {"Only what was accepted is taken; a task without an answer counts as "
                                      "accepted. Rejected and ignored tasks come "
                                      "in as texts that are not labelled. Tasks with pictures are left out.",
                                      "Spans of several pieces are written as one; chains, events, "
                                      "attributes beside \"id\" and \"kb_id\", scores and "
                                      "\"unsure\" are lost.",
                                      "A task that was changed is written with the answer \"accept\" and "
                                      "without its _task_hash, which no longer "
                                      "holds: Prodigy makes it anew."},
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
        static const RecordParsers parsers{prodigy::readTask};
        return readRecords(path, parsers, sink, progress);
    }
    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        const auto labels = labelNames(source);
        if (!labels) {
            return labels.error();
        }
        const auto options = optionsOf(source, *labels, progress);
        if (!options) {
            return options.error();
        }
        const ClaimsNow::Rules rules{"Prodigy", false, [](const Claim& now, const Attribute& attribute) {
                                         return now.kind == Claim::Kind::Span &&
                                                (attribute.name == "kb_id" || attribute.name == "id") &&
                                                std::holds_alternative<std::string>(attribute.value);
                                     }};
        TextLosses losses;
        std::int64_t hashes = 0;
        const RecordOf recordOf = [&](const ExportSource::Text& text, const std::string& raw, bool) {
            const JoinedText joined = joinedText(text.document);
            if (joined.starts.size() > 1) {
                losses.add(placeOf(text),
                           "Prodigy has one text in a task. The texts were joined by line ends.");
            }
            const ClaimedText record = raw.empty() ? ClaimedText() : prodigy::readTask(raw);
            ClaimsNow now(text, joined, record, *labels, rules, losses);
            if (!raw.empty() && now.isUntouched()) {
                return raw;
            }
            auto written = prodigy::rewriteTask(raw, record, text, joined, now, *options, losses);
            hashes += written.hashDropped ? 1 : 0;
            return std::move(written.task);
        };
        auto done = writeRecords(source, path, recordOf, losses, progress);
        losses.tell(lines);
        if (hashes > 0) {
            lines.push_back({ReportLine::Kind::Note, "",
                             withThousands(hashes) + (hashes == 1 ? " task was" : " tasks were") +
                                 " changed and written without _task_hash, which no longer holds. Prodigy "
                                 "makes it anew."});
        }
        return done;
    }
};

} // namespace

const Format& prodigyFormat()
{
    static const ProdigyFormat format;
    return format;
}

} // namespace touchstone

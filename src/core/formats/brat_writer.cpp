#include "core/formats/brat_writer.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <unordered_map>

#include "core/formats/brat_lines_out.h"
#include "core/formats/brat_reader.h"
#include "core/formats/brat_settings.h"
#include "core/formats/format_folder.h"
#include "core/formats/json_text.h"
#include "core/formats/labelme_file.h"
#include "core/formats/member_list.h"
#include "core/formats/text_walk.h"
#include "touchstone/base/file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::brat {

namespace fs = std::filesystem;

namespace {

class Writer {
  public:
    Writer(ExportSource& source, fs::path folder, std::vector<ReportLine>& lines, Progress& progress)
        : m_source(source), m_folder(std::move(folder)), m_lines(lines), m_progress(progress)
    {
    }
    Result<void> write();

  private:
    Result<void> writeText(const ExportSource::Text& text);
    Result<void> writeConfigs();
    void nameLabels(const std::vector<ExportSource::Category>& categories);
    Result<void> put(const std::string& name, std::string_view bytes);
    std::string nameFor(const ExportSource::Text& text, const MemberList& members);

    ExportSource& m_source;
    fs::path m_folder;
    std::vector<ReportLine>& m_lines;
    Progress& m_progress;
    TypeNames m_names;
    std::vector<LabelOut> m_labels;
    Losses m_lost;
    Types m_types;
    std::set<std::string> m_taken;
};

Result<void> Writer::put(const std::string& name, std::string_view bytes)
{
    const fs::path target = m_folder / pathFromUtf8(name);
    std::error_code problem;
    fs::create_directories(target.parent_path(), problem);
    if (problem) {
        return Error{ErrorCode::Io, "The folder cannot be made: " + problem.message() + ".",
                     displayUtf8(pathToUtf8(target.parent_path()))};
    }
    return writeNewFile(target, bytes);
}

std::string Writer::nameFor(const ExportSource::Text& text, const MemberList& members)
{
    std::string name = safeRelativePath(stringFromJson(members.find(kFileMember))).value_or(std::string());
    if (name.empty()) {
        fs::path path = pathFromUtf8(safeRelativePath(text.path).value_or("text"));
        const std::string ending = asciiLower(pathToUtf8(path.extension()));
        if (ending == ".txt" || text.part) {
            path.replace_extension();
        }
        name = pathToUtf8(path);
        if (text.part) {
            const std::string part = std::to_string(*text.part);
            constexpr std::size_t digits = 6;
            name += '-' + std::string(digits - std::min(digits, part.size()), '0') + part;
        }
    }
    const std::string wanted = name;
    for (int n = 2; !m_taken.insert(asciiLower(name)).second; ++n) {
        name = wanted + '-' + std::to_string(n);
    }
    if (name != wanted) {
        m_lines.push_back({ReportLine::Kind::Repaired, displayUtf8(text.path),
                           "Another text has the file " + displayUtf8(wanted) + ".txt. This one got " +
                               displayUtf8(name) + ".txt."});
    }
    return name;
}

Result<void> Writer::writeText(const ExportSource::Text& text)
{
    MemberList members;
    const std::string fields = text.record ? text.record->fields : std::string();
    members.read(fields);
    std::string words;
    std::vector<std::int64_t> starts;
    for (const TextBlock& block : text.document.blocks) {
        words += starts.empty() ? "" : "\n";
        starts.push_back(TextOffsets(words).length());
        words += block.text;
        m_lost["token and sentence borders of texts"] +=
            block.tokens.empty() && block.sentences.empty() ? 0 : 1;
    }
    m_lost["borders between the texts of an item"] += starts.size() > 1 ? 1 : 0;
    m_lost["metadata of texts"] += text.document.metadata.empty() ? 0 : 1;
    if (text.document.encoding != "UTF-8") {
        m_lost["encodings other than UTF-8; these texts were written in UTF-8"] += 1;
    }
    const std::string name = nameFor(text, members);
    if (auto done = put(name + ".txt", words); !done) {
        return done;
    }
    if (!text.labelled && !members.has(kLinesMember)) {
        return {};
    }
    LinesOut out(text, words, starts, m_names, m_types, m_lost);
    const std::string lines = out.write(stringFromJson(members.find(kLinesMember)));
    // "a1 12 a2 5": what is new goes to the last.
    std::istringstream parts(stringFromJson(members.find(kPartsMember)));
    std::string ending, next;
    std::int64_t kept = 0, number = 0;
    std::size_t from = 0;
    for (bool more = !!(parts >> ending >> number); more; std::swap(ending, next)) {
        kept += number;
        more = !!(parts >> next >> number);
        const std::size_t to = more ? out.placeAfter(kept) : lines.size();
        const bool isSafe = ending == "a1" || ending == "a2";
        if (auto done = put(name + (isSafe ? '.' + ending : ".ann"), std::string_view(lines).substr(from, to - from));
            !done || !more) {
            return done;
        }
        from = to;
    }
    return put(name + ".ann", lines);
}

/// As they came; an annotation.conf says besides what labels and new lines need.
Result<void> Writer::writeConfigs()
{
    std::vector<std::pair<std::string, std::string>> files;
    MemberList members;
    const auto top = m_source.top();
    if (top) {
        members.read(top->fields);
    }
    for (const auto& member : members.all()) {
        const auto name = safeRelativePath(member.name);
        if (name && name->ends_with(".conf")) {
            files.emplace_back(*name, stringFromJson(member.json));
        }
    }
    const auto isAnnotation = [](const auto& file) {
        return pathFromUtf8(file.first).filename() == "annotation.conf";
    };
    const auto count = std::count_if(files.begin(), files.end(), isAnnotation);
    if (count == 0) {
        files.emplace_back("annotation.conf", newSettings(m_labels, m_types));
    } else if (count == 1) {
        auto& [name, came] = *std::find_if(files.begin(), files.end(), isAnnotation);
        if (auto changed = changedSettings(came, m_labels, m_types)) {
            came = std::move(*changed);
            m_lines.push_back({ReportLine::Kind::Note, displayUtf8(name),
                               "Labels, or lines that are new, need more than it said. It was written anew with that, "
                               "without its comments and macros."});
        }
    }
    for (const auto& [name, text] : files) {
        if (auto done = put(name, text); !done) {
            return done;
        }
    }
    return {};
}

/// Labels as the settings name them. Those that one of them names stand in the file too, or are left out of it.
void Writer::nameLabels(const std::vector<ExportSource::Category>& categories)
{
    std::string odd;
    for (const ExportSource::Category& category : categories) {
        const std::string written = m_names.add(category.label, category.name);
        if (written != category.name) {
            m_lines.push_back({ReportLine::Kind::Repaired, "",
                               "The label \"" + displayUtf8(category.name) + "\" was written as " + written +
                                   ": brat has no spaces there."});
        }
        odd += isPlainName(written) ? "" : (odd.empty() ? "" : ", ") + displayUtf8(written);
    }
    const auto namesOf = [&](const std::vector<LabelId>& ids) {
        std::vector<std::string> names;
        for (const LabelId& id : ids) {
            if (std::string name = m_names.of(id); !name.empty()) {
                names.push_back(std::move(name));
            }
        }
        return names;
    };
    for (const ExportSource::Category& category : categories) {
        const Label& label = category.definition;
        LabelOut out;
        out.name = m_names.of(category.label);
        out.parent = label.parent ? m_names.of(label.parent) : std::string();
        out.domain = namesOf(label.domain);
        out.range = namesOf(label.range);
        out.shapes = label.shapes;
        out.retired = label.retired;
        for (const AttributeDefinition& attribute : label.attributes) {
            if (attribute.name != kNoteAttribute) {
                out.attributes.push_back(attribute);
            }
        }
        m_labels.push_back(std::move(out));
    }
    if (!odd.empty()) {
        m_lines.push_back({ReportLine::Kind::Note, "annotation.conf",
                           "The program brat takes names of Latin letters, digits, \"_\" and \"-\" alone and would read "
                           "others in another way: " + odd + '.'});
    }
}

Result<void> Writer::write()
{
    if (auto made = makeFolder(m_folder); !made) {
        return made;
    }
    auto categories = m_source.categories();
    if (!categories) {
        return categories.error();
    }
    nameLabels(*categories);
    auto done = walkTexts(m_source, m_progress, [&](const ExportSource::Text& text) { return writeText(text); });
    if (done) {
        done = writeConfigs();
    }
    for (const auto& [what, number] : m_lost) {
        if (number > 0) {
            m_lines.push_back({ReportLine::Kind::Lost, "",
                               "brat has no place for " + what + " (" + withThousands(number) + ")."});
        }
    }
    return done;
}

} // namespace

Result<void> writeFolder(ExportSource& source, const fs::path& folder, std::vector<ReportLine>& lines,
                         Progress& progress)
{
    return Writer(source, folder, lines, progress).write();
}

} // namespace touchstone::brat

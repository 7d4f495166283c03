#include "core/formats/webanno_writer.h"

#include <algorithm>
#include <set>

#include "core/formats/format_folder.h"
#include "core/formats/text_record.h"
#include "core/formats/text_walk.h"
#include "core/formats/webanno_page.h"
#include "core/formats/webanno_table.h"
#include "touchstone/base/file.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::webanno {

namespace fs = std::filesystem;

namespace {

std::string rangeText(const TextRange& range)
{
    return std::to_string(range.begin) + '-' + std::to_string(range.end);
}

/// What a file says, as texts that can be compared, in an order of their own.
std::vector<std::string> sayings(const Page& page)
{
    std::vector<std::string> spans(page.found.size()), all;
    for (std::size_t i = 0; i < page.found.size(); ++i) {
        const Found& found = page.found[i];
        std::string text = found.label + '\n' +
                           (found.bond ? found.directed ? "relation" : "chain" : rangeText(found.range));
        for (const auto& [name, value] : found.attributes) {
            text += '\n' + name + '=' + value;
        }
        spans[i] = text;
        for (const std::size_t member : found.members) {
            text += '\n' + spans[member];
        }
        all.push_back(std::move(text));
    }
    std::sort(all.begin(), all.end());
    return all;
}

/// The same of what is exported; false for what no file says so.
bool sayings(const ExportSource::Text& text, const KnownLabels& labels, std::vector<std::string>& all)
{
    std::unordered_map<AnnotationId, std::string> spans;
    for (const bool bonds : {false, true}) {
        for (const ExportSource::Entry& entry : text.entries) {
            const auto* span = std::get_if<SpanShape>(&entry.annotation.shape);
            const auto* relation = std::get_if<RelationShape>(&entry.annotation.shape);
            const auto label = labels.find(entry.annotation.label);
            if ((!span && !relation) || (span && span->ranges->size() != 1) || label == labels.end() ||
                entry.annotation.score) {
                return false;
            }
            if ((relation != nullptr) != bonds) {
                continue;
            }
            std::string said =
                label->second.name + '\n' +
                (relation ? relation->directed ? "relation" : "chain" : rangeText(extent(*span)));
            for (const Attribute& attribute : entry.annotation.attributes) {
                const auto* value = std::get_if<std::string>(&attribute.value);
                if (!value) {
                    return false;
                }
                said += '\n' + attribute.name + '=' + *value;
            }
            if (span) {
                spans.emplace(entry.annotation.id, said);
            } else {
                for (const AnnotationId& member : *relation->members) {
                    said += '\n' + spans[member];
                }
            }
            all.push_back(std::move(said));
        }
    }
    std::sort(all.begin(), all.end());
    return true;
}

class Writer {
  public:
    Writer(ExportSource& source, fs::path folder, Progress& progress)
        : m_source(source), m_folder(std::move(folder)), m_progress(progress)
    {
    }
    Result<void> write();
    void tell(std::vector<ReportLine>& lines) const { m_losses.tell(lines); }

  private:
    Result<void> writeText(const ExportSource::Text& text);
    Result<void> writeFile(const ExportSource::Text& text, std::size_t block, const std::string& bytes);

    ExportSource& m_source;
    fs::path m_folder;
    Progress& m_progress;
    KnownLabels m_labels;
    TextLosses m_losses;
    std::set<std::string> m_names;
};

Result<void> Writer::writeFile(const ExportSource::Text& text, std::size_t block, const std::string& bytes)
{
    const std::string path = safeRelativePath(text.path).value_or("text");
    const std::string stem = pathToUtf8(pathFromUtf8(path).replace_extension("")) +
                             (text.part ? '-' + std::to_string(*text.part) : "") +
                             (block > 0 ? "-text" + std::to_string(block + 1) : "");
    std::string name = stem + ".tsv";
    for (int n = 2; !m_names.insert(asciiLower(name)).second; ++n) {
        name = stem + "-" + std::to_string(n) + ".tsv";
    }
    const fs::path target = m_folder / pathFromUtf8(name);
    std::error_code problem;
    fs::create_directories(target.parent_path(), problem);
    if (problem) {
        return Error{ErrorCode::Io, "The folder cannot be made: " + problem.message() + ".",
                     displayUtf8(pathToUtf8(target.parent_path()))};
    }
    return replaceFile(target, bytes);
}

Result<void> Writer::writeText(const ExportSource::Text& text)
{
    const std::string raw = textMember(text.record, "raw");
    std::vector<Layer> layers;
    if (!raw.empty() && text.document.blocks.size() == 1) {
        auto page = readPage(raw);
        std::vector<std::string> now;
        if (page && page->block.text == text.document.blocks[0].text) {
            if (sayings(text, m_labels, now) && now == sayings(*page)) {
                return writeFile(text, 0, raw);
            }
            if (page->slots) {
                m_losses.add(placeOf(text),
                             "Features that bind slots were left out, since the text was changed.");
            }
            layers = std::move(page->layers);
        }
    }
    if (!text.document.metadata.empty()) {
        m_losses.add(placeOf(text), "What stands beside the text (metadata) has no place in this format.");
    }
    if (text.document.blocks.size() > 1) {
        m_losses.add(placeOf(text), "An item of several texts was written as a file each.");
    }
    for (std::size_t i = 0; i < text.document.blocks.size(); ++i) {
        Table table(text, static_cast<std::int32_t>(i), layers, m_labels, m_losses);
        const std::string bytes = table.write();
        if (bytes.find("\n#Text=") == std::string::npos) {
            m_losses.add(placeOf(text),
                         "A text without a word has no place in this format. It was left out.");
        } else if (auto written = writeFile(text, i, bytes); !written) {
            return written;
        }
    }
    return {};
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
    for (ExportSource::Category& category : *categories) {
        m_labels.emplace(category.label,
                         KnownLabel{std::move(category.name), textMember(category.record, "layer")});
    }
    return walkTexts(m_source, m_progress, [&](const ExportSource::Text& text) { return writeText(text); });
}

} // namespace

Result<void> writeFolder(ExportSource& source, const fs::path& folder, std::vector<ReportLine>& lines,
                         Progress& progress)
{
    Writer writer(source, folder, progress);
    auto written = writer.write();
    if (written) {
        writer.tell(lines);
    }
    return written;
}

} // namespace touchstone::webanno

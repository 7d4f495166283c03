#include "core/formats/labelstudio_writer.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "core/formats/labelstudio_task.h"
#include "core/formats/output_file.h"
#include "core/formats/text_losses.h"
#include "core/formats/text_record.h"
#include "core/formats/text_walk.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/text/text_offsets.h"

namespace touchstone::labelstudio {

namespace {

using Json = nlohmann::ordered_json;
using Labels = std::unordered_map<LabelId, std::string>;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

Json jsonOf(const AttributeValue& value)
{
    if (const auto* words = std::get_if<std::vector<std::string>>(&value)) {
        return *words;
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return *number;
    }
    return Json::array({displayText(value)});
}

/// Brings the results of one task up to date.
class Results {
  public:
    Results(const ExportSource::Text& text, std::int32_t block, const Labels& labels, TextLosses& losses)
        : m_text(text), m_block(block), m_labels(labels), m_losses(losses),
          m_offsets(text.document.blocks[static_cast<std::size_t>(block)].text)
    {
    }
    /// Of a task that a file had. True when it says what the project says.
    bool match(const Task& task);
    /// What stays of `old`, then what is new.
    Json results(const Task& task, const Json& old);

  private:
    std::string nameOf(const ExportSource::Entry& entry) const;
    std::string sayingOf(const ExportSource::Entry& entry) const;
    bool isHere(const ExportSource::Entry& entry) const;
    std::vector<bool> stays(const Task& task, const Json& old);
    Json frame(const char* type, const std::string& name, const std::string& id) const;
    void addSpan(const ExportSource::Entry& entry, Json& out);
    void addTag(const ExportSource::Entry& entry, Json& out);
    void addRelation(const ExportSource::Entry& entry, Json& out);
    void addAttribute(const Attribute& attribute, const Json& region, const std::string& id, Json& out) const;
    std::string freshId(const ExportSource::Entry& entry);

    const ExportSource::Text& m_text;
    std::int32_t m_block;
    const Labels& m_labels;
    TextLosses& m_losses;
    TextOffsets m_offsets;
    std::vector<std::size_t> m_entryOf; ///< Of each saying of the task.
    std::vector<bool> m_written;        ///< Each entry.
    std::set<std::string> m_used;
    std::unordered_map<AnnotationId, std::string> m_ids;
    std::unordered_map<std::string, std::string> m_from; ///< The control of a type of result.
    std::string m_to = "text";
};

std::string Results::nameOf(const ExportSource::Entry& entry) const
{
    const auto label = m_labels.find(entry.annotation.label);
    return label == m_labels.end() ? std::string() : label->second;
}

std::string Results::sayingOf(const ExportSource::Entry& entry) const
{
    const auto* span = std::get_if<SpanShape>(&entry.annotation.shape);
    const TextRange range = span && span->ranges->size() == 1 ? extent(*span) : TextRange{-1, -1};
    return saying(nameOf(entry), span ? &range : nullptr, entry.annotation.attributes);
}

bool Results::isHere(const ExportSource::Entry& entry) const
{
    const auto* span = std::get_if<SpanShape>(&entry.annotation.shape);
    return span ? span->block == m_block : m_block == 0;
}

bool Results::match(const Task& task)
{
    std::unordered_multimap<std::string, std::size_t> spans, tags;
    std::vector<std::size_t> relations;
    for (std::size_t i = 0; i < m_text.entries.size(); ++i) {
        const ShapeKind kind = kindOf(m_text.entries[i].annotation.shape);
        if (kind == ShapeKind::Relation) {
            relations.push_back(i);
        } else {
            (kind == ShapeKind::Span ? spans : tags).emplace(sayingOf(m_text.entries[i]), i);
        }
    }
    m_entryOf.assign(task.said.size(), kNone);
    m_written.assign(m_text.entries.size(), false);
    for (std::size_t i = 0; i < task.said.size(); ++i) {
        const Said& said = task.said[i];
        if (said.kind == Said::Kind::Relation) {
            for (const std::size_t at : relations) {
                const auto& relation = std::get<RelationShape>(m_text.entries[at].annotation.shape);
                const auto same = [&](std::size_t member, const AnnotationId& id) {
                    return m_entryOf[member] != kNone &&
                           m_text.entries[m_entryOf[member]].annotation.id == id;
                };
                if (m_entryOf[i] == kNone && !m_written[at] && relation.directed == said.directed &&
                    relation.members->size() == 2 && nameOf(m_text.entries[at]) == said.label &&
                    same(said.members.front(), relation.members->front()) &&
                    same(said.members.back(), relation.members->back())) {
                    m_entryOf[i] = at;
                    m_written[at] = true;
                }
            }
            continue;
        }
        auto& known = said.kind == Said::Kind::Span ? spans : tags;
        const auto found = known.find(
            saying(said.label, said.kind == Said::Kind::Span ? &said.range : nullptr, said.attributes));
        if (found != known.end()) {
            m_entryOf[i] = found->second;
            m_written[found->second] = true;
            known.erase(found);
        }
    }
    return std::find(m_entryOf.begin(), m_entryOf.end(), kNone) == m_entryOf.end() &&
           std::find(m_written.begin(), m_written.end(), false) == m_written.end();
}

/// A result stays when all that it says is still so; what is said of a region goes with it.
std::vector<bool> Results::stays(const Task& task, const Json& old)
{
    std::vector<bool> kept(old.size(), true);
    std::set<std::string> changed;
    for (std::size_t i = 0; i < task.said.size(); ++i) {
        if (m_entryOf[i] == kNone) {
            kept[task.said[i].result] = false;
        }
    }
    for (const Said& said : task.said) {
        if (!kept[said.result] && !said.id.empty()) {
            changed.insert(said.id);
        }
    }
    for (std::size_t i = 0; i < old.size(); ++i) {
        if (old[i].is_object() && old[i].contains("id") && old[i]["id"].is_string() &&
            changed.contains(old[i]["id"].get<std::string>())) {
            kept[i] = false;
        }
    }
    for (std::size_t i = 0; i < task.said.size(); ++i) {
        if (m_entryOf[i] == kNone) {
            continue;
        }
        if (!kept[task.said[i].result]) {
            m_written[m_entryOf[i]] = false;
        } else if (!task.said[i].id.empty()) {
            m_used.insert(task.said[i].id);
            m_ids[m_text.entries[m_entryOf[i]].annotation.id] = task.said[i].id;
        }
    }
    return kept;
}

std::string Results::freshId(const ExportSource::Entry& entry)
{
    if (const auto* had = entry.record ? std::get_if<std::string>(&entry.record->externalId) : nullptr) {
        if (m_used.insert(*had).second) {
            return *had;
        }
    }
    const std::string stem = entry.annotation.id.toString().substr(0, 8);
    std::string id = stem;
    for (int n = 2; !m_used.insert(id).second; ++n) {
        id = stem + '-' + std::to_string(n);
    }
    return id;
}

Json Results::frame(const char* type, const std::string& name, const std::string& id) const
{
    const auto from = m_from.find(type);
    Json result = Json::object();
    if (!id.empty()) {
        result["id"] = id;
    }
    result["from_name"] = !name.empty() ? name : from == m_from.end() ? type : from->second;
    result["to_name"] = m_to;
    result["type"] = type;
    return result;
}

void Results::addAttribute(const Attribute& attribute, const Json& region, const std::string& id,
                           Json& out) const
{
    const bool number = std::holds_alternative<std::int64_t>(attribute.value);
    const bool words = std::holds_alternative<std::vector<std::string>>(attribute.value);
    const char* type = number ? "rating" : words ? "choices" : "textarea";
    Json result = frame(type, attribute.name, id);
    result["value"] = region;
    result["value"][number ? "rating" : words ? "choices" : "text"] = jsonOf(attribute.value);
    out.push_back(std::move(result));
}

void Results::addSpan(const ExportSource::Entry& entry, Json& out)
{
    const auto& span = std::get<SpanShape>(entry.annotation.shape);
    if (span.ranges->size() != 1) {
        m_losses.add(placeOf(m_text, entry.annotation),
                     "A span in several pieces has no place in this format. It was left out.");
        return;
    }
    const TextRange range = extent(span);
    const std::string id = freshId(entry);
    m_ids[entry.annotation.id] = id;
    Json value = {{"start", range.begin}, {"end", range.end}, {"text", std::string(m_offsets.slice(range))}};
    Json result = frame("labels", "", id);
    result["value"] = value;
    const std::string name = nameOf(entry);
    result["value"]["labels"] = name.empty() ? Json::array() : Json::array({name});
    if (entry.annotation.score) {
        result["score"] = *entry.annotation.score;
    }
    out.push_back(std::move(result));
    for (const Attribute& attribute : entry.annotation.attributes) {
        addAttribute(attribute, value, id, out);
    }
}

void Results::addTag(const ExportSource::Entry& entry, Json& out)
{
    const std::string type = textMember(entry.record, "type");
    const std::string name = nameOf(entry);
    for (const Attribute& attribute : entry.annotation.attributes) {
        if (attribute.name == "rating" || attribute.name == "text") {
            Attribute named = attribute;
            named.name = name;
            Json result = frame(attribute.name == "rating" ? "rating" : "textarea", name, "");
            result["value"] = {{attribute.name, jsonOf(attribute.value)}};
            out.push_back(std::move(result));
        } else {
            m_losses.add(placeOf(m_text),
                         "An attribute of a class has no place in this format. It was left out.");
        }
    }
    if (type == "rating" || type == "textarea") {
        return;
    }
    const bool tree = type == "taxonomy";
    Json result = frame(tree ? "taxonomy" : "choices", "", "");
    Json parts = Json::array();
    for (std::size_t from = 0; tree && from <= name.size();) {
        const std::size_t slash = std::min(name.find('/', from), name.size());
        parts.push_back(name.substr(from, slash - from));
        from = slash + 1;
    }
    result["value"] =
        tree ? Json{{"taxonomy", Json::array({parts})}} : Json{{"choices", Json::array({name})}};
    out.push_back(std::move(result));
}

void Results::addRelation(const ExportSource::Entry& entry, Json& out)
{
    const auto& relation = std::get<RelationShape>(entry.annotation.shape);
    const auto from = relation.members->empty() ? m_ids.end() : m_ids.find(relation.members->front());
    const auto to = relation.members->empty() ? m_ids.end() : m_ids.find(relation.members->back());
    if (relation.members->size() != 2 || !relation.roles->empty() || from == m_ids.end() ||
        to == m_ids.end()) {
        m_losses.add(placeOf(m_text),
                     "A bond of other than two spans has no place in this format. It was left out.");
        return;
    }
    Json result = {{"from_id", from->second},
                   {"to_id", to->second},
                   {"type", "relation"},
                   {"direction", relation.directed ? "right" : "bi"}};
    if (const std::string name = nameOf(entry); !name.empty()) {
        result["labels"] = Json::array({name});
    }
    if (!entry.annotation.attributes.empty()) {
        m_losses.add(placeOf(m_text),
                     "An attribute of a relation has no place in this format. It was left out.");
    }
    out.push_back(std::move(result));
}

Json Results::results(const Task& task, const Json& old)
{
    Json out = Json::array();
    if (m_written.empty()) {
        m_written.assign(m_text.entries.size(), false);
    }
    for (const Json& result : old) {
        if (result.is_object() && result.value("type", Json()).is_string() &&
            result.value("from_name", Json()).is_string() && result.value("to_name", Json()).is_string()) {
            m_from.emplace(result["type"].get<std::string>(), result["from_name"].get<std::string>());
            m_to = result["to_name"].get<std::string>();
        }
    }
    const std::vector<bool> kept = stays(task, old);
    for (std::size_t i = 0; i < old.size(); ++i) {
        if (kept[i]) {
            out.push_back(old[i]);
        }
    }
    for (const ShapeKind kind : {ShapeKind::Span, ShapeKind::Tag, ShapeKind::Relation}) {
        for (std::size_t i = 0; i < m_text.entries.size(); ++i) {
            const ExportSource::Entry& entry = m_text.entries[i];
            if (m_written[i] || kindOf(entry.annotation.shape) != kind || !isHere(entry)) {
                continue;
            }
            kind == ShapeKind::Span  ? addSpan(entry, out)
            : kind == ShapeKind::Tag ? addTag(entry, out)
                                     : addRelation(entry, out);
        }
    }
    return out;
}

std::string newTask(const ExportSource::Text& text, std::size_t block, const Labels& labels,
                    TextLosses& losses)
{
    Json data =
        text.document.metadata.empty() ? Json::object() : Json::parse(text.document.metadata, nullptr, false);
    data = data.is_object() ? data : Json::object();
    data["text"] = text.document.blocks[block].text;
    Json task = {{"data", data}, {"annotations", Json::array()}};
    if (text.labelled) {
        Results results(text, static_cast<std::int32_t>(block), labels, losses);
        task["annotations"].push_back({{"result", results.results({}, Json::array())}});
    }
    return task.dump();
}

std::string taskText(const ExportSource::Text& text, const Labels& labels, TextLosses& losses)
{
    const std::string raw = textMember(text.record, "raw");
    Json json = Json::parse(raw, nullptr, false);
    const bool predictions = textMember(text.record, "as") == "predictions";
    const auto task = raw.empty() || json.is_discarded() || text.document.blocks.size() != 1
                          ? Result<Task>(Error{ErrorCode::NotFound, "", ""})
                          : readTask(json, predictions);
    if (!task || task->text != text.document.blocks[0].text) {
        return {};
    }
    Results results(text, 0, labels, losses);
    if (results.match(*task)) {
        return raw;
    }
    const std::string list = task->list.empty() ? "annotations" : task->list;
    if (task->list.empty()) {
        json[list] = json.contains(list) && json[list].is_array() ? json[list] : Json::array();
        json[list].push_back({{"result", Json::array()}});
    }
    const std::size_t place = task->list.empty() ? json[list].size() - 1 : task->taken;
    Json& current = json[list][place]["result"];
    current = results.results(*task, Json(current));
    return json.dump();
}

} // namespace

Result<void> writeFile(ExportSource& source, const std::filesystem::path& path,
                       std::vector<ReportLine>& lines, Progress& progress)
{
    auto file = OutputFile::create(path);
    auto categories = source.categories();
    if (!file || !categories) {
        return file ? categories.error() : file.error();
    }
    Labels labels;
    for (ExportSource::Category& category : *categories) {
        labels.emplace(category.label, std::move(category.name));
    }
    TextLosses losses;
    bool first = true;
    const auto put = [&](const std::string& task) {
        file->text() += (first ? "[" : ",\n") + task;
        first = false;
    };
    auto written = walkTexts(source, progress, [&](const ExportSource::Text& text) {
        if (const std::string task = taskText(text, labels, losses); !task.empty()) {
            put(task);
            return file->flushed();
        }
        if (text.document.blocks.size() > 1) {
            losses.add(placeOf(text), "An item of several texts was written as a task each.");
        }
        for (std::size_t block = 0; block < text.document.blocks.size(); ++block) {
            put(newTask(text, block, labels, losses));
        }
        return file->flushed();
    });
    if (!written) {
        return written;
    }
    file->text() += first ? "[]\n" : "]\n";
    losses.tell(lines);
    return file->finish();
}

} // namespace touchstone::labelstudio

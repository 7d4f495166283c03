#include "core/formats/coco_reader.h"

#include <algorithm>

#include "core/formats/json_text.h"
#include "core/store/annotation_codec.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::coco {

namespace {

const JsonMember* find(const std::vector<JsonMember>& members, std::string_view name)
{
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const JsonMember& member) { return member.name == name; });
    return found == members.end() ? nullptr : &*found;
}

bool isList(std::string_view name)
{
    return name == "images" || name == "annotations" || name == "categories";
}

std::string faultMessage(const JsonScanner& scanner)
{
    switch (scanner.fault()) {
    case JsonFault::NotANumber:
        return "It holds " + scanner.faultText() +
               ", which is no JSON number, and was left out. Put a number there, or null.";
    case JsonFault::DuplicateKey:
        return "It has the key \"" + scanner.faultText() +
               "\" twice, so that its meaning is not clear, and was left out. Remove one of them.";
    case JsonFault::TooDeep:
        return "It is built too deep (" + scanner.faultText() + ") and was left out.";
    case JsonFault::BadText:
        return "It holds text that is not Unicode (\"" + scanner.faultText() +
               "\") and was left out. Save the file as UTF-8.";
    case JsonFault::None:
        break;
    }
    return {};
}

} // namespace

std::string Reader::place(const char* list, std::int64_t index, const ExternalId* id) const
{
    std::string text = m_stream.name() + ": " + list + '[' + std::to_string(index) + ']';
    if (id && id->index() != 0) {
        text += " (id " + idText(*id) + ')';
    }
    return text;
}

void Reader::line(ReportLine::Kind kind, const std::string& where, const std::string& message)
{
    // Ids and names stand in both as the file has them, which may be no Unicode.
    m_sink.line({kind, displayUtf8(where), displayUtf8(message)});
}

void Reader::skip(const std::string& where, std::string message)
{
    m_repairs.clear();
    line(ReportLine::Kind::Skipped, where, std::move(message));
}

void Reader::repair(const std::string& where, std::string message)
{
    m_repairs.emplace_back(where, std::move(message));
}

void Reader::tellRepairs()
{
    for (const auto& [where, message] : m_repairs) {
        line(ReportLine::Kind::Repaired, where, message);
    }
    m_repairs.clear();
}

template <class Read, class Take>
Result<void> Reader::readList(const JsonMember& list, Read read, Take take)
{
    std::uint64_t offset = list.begin;
    bool done = false;
    auto open =
        m_stream.read(offset, [&](JsonScanner& scanner) { done = scanner.array() && scanner.take(']'); });
    if (!open) {
        return open;
    }
    for (std::int64_t index = 0; !done; ++index) {
        if (index % 256 == 0) {
            if (m_progress.cancelled()) {
                return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
            }
            const double size = static_cast<double>(std::max<std::uint64_t>(1, m_stream.size()));
            m_progress.report(0.15 + 0.85 * static_cast<double>(offset) / size, "Reading " + list.name);
        }
        decltype(read(std::declval<JsonScanner&>())) record;
        std::string fault;
        bool isObject = true;
        auto step = m_stream.read(offset, [&](JsonScanner& scanner) {
            isObject = scanner.peek() == '{';
            if (isObject) {
                record = read(scanner);
            } else {
                scanner.value();
            }
            done = scanner.ok() && scanner.take(']');
            if (!done) {
                scanner.expect(',', "a comma or a closing bracket is expected");
            }
            if (scanner.fault() != JsonFault::None) {
                fault = faultMessage(scanner);
            } else {
                fault.clear();
            }
        });
        if (!step) {
            return step;
        }
        if (!isObject) {
            skip(place(list.name.c_str(), index), "It is no object and was left out.");
        } else if (!fault.empty()) {
            skip(place(list.name.c_str(), index, &record.id.value), std::move(fault));
        } else if (auto taken = take(std::move(record), index); !taken) {
            return taken;
        } else {
            tellRepairs();
        }
    }
    if (offset != list.end) {
        return m_stream.syntaxError(offset, "brackets that do not fit together");
    }
    return {};
}

/// The keys of the first record as a JSON list, so that a writer can keep their order.
Result<std::string> Reader::keysOfFirst(const JsonMember& list)
{
    std::string keys;
    std::uint64_t offset = list.begin;
    auto done = m_stream.read(offset, [&](JsonScanner& scanner) {
        keys = "[";
        scanner.array();
        if (scanner.peek() == '{') {
            std::string_view key;
            for (auto object = scanner.object(); scanner.key(object, key);) {
                if (isValidUtf8(key)) {
                    keys += keys.size() > 1 ? "," : "";
                    appendJsonString(keys, key);
                }
                scanner.value();
            }
            scanner.peek();
        }
        keys += ']';
    });
    if (!done) {
        return done.error();
    }
    return keys;
}

Result<void> Reader::readTop(const std::vector<JsonMember>& members)
{
    SourceRecord top;
    std::string order = "[";
    std::unordered_map<std::string_view, int> times;
    for (const JsonMember& member : members) {
        ++times[member.name];
    }
    for (const JsonMember& member : members) {
        if (!isValidUtf8(member.name)) {
            skip(m_stream.name() + ": " + displayUtf8(member.name), "This key is not Unicode text. It was left out.");
            continue;
        }
        if (times[member.name] > 1) {
            if (isList(member.name)) {
                return Error{ErrorCode::InvalidInput,
                             "The file has two lists named \"" + member.name +
                                 "\". Join them into one and import it again.",
                             m_stream.name()};
            }
            skip(m_stream.name() + ": " + member.name,
                 "The file has this key twice, so that its meaning is not clear. Both were left out.");
            continue;
        }
        order += order.size() > 1 ? "," : "";
        appendJsonString(order, member.name);
        if (isList(member.name)) {
            auto keys = keysOfFirst(member);
            if (!keys) {
                return keys.error();
            }
            appendMember(top.geometry, member.name, *keys);
            continue;
        }
        std::uint64_t offset = member.begin;
        std::string text;
        std::string fault;
        auto done = m_stream.read(offset, [&](JsonScanner& scanner) {
            text = compactJson(scanner.value());
            scanner.peek();
            fault = faultMessage(scanner);
        });
        if (!done) {
            return done;
        }
        if (!fault.empty()) {
            skip(m_stream.name() + ": " + member.name, std::move(fault));
        } else {
            appendMember(top.fields, member.name, text);
        }
    }
    appendMember(top.geometry, "top", order + ']');
    closeObject(top.fields);
    closeObject(top.geometry);
    return m_sink.top(std::move(top));
}

Result<void> Reader::read()
{
    std::uint64_t start = m_stream.begin();
    bool isList = false;
    if (auto first = m_stream.read(start, [&](JsonScanner& scanner) { isList = scanner.peek() == '['; });
        !first) {
        return first;
    }
    if (isList) {
        return Error{
            ErrorCode::Unsupported,
            "This is a list of results, without images and categories, which cannot be imported yet. "
            "Import a file with \"images\", \"annotations\" and \"categories\".",
            m_stream.name()};
    }
    auto members = m_stream.members(m_progress);
    if (!members) {
        return members.error();
    }
    const JsonMember* images = find(*members, "images");
    if (!images) {
        return Error{
            ErrorCode::InvalidInput,
            "The file has no list \"images\", so that it is no COCO file. Choose another file or format.",
            m_stream.name()};
    }
    if (auto top = readTop(*members); !top) {
        return top;
    }
    if (const JsonMember* categories = find(*members, "categories")) {
        auto done = readList(*categories, readCategory,
                             [&](Category record, std::int64_t i) { return take(std::move(record), i); });
        if (!done) {
            return done;
        }
    }
    auto done = readList(*images, readImage,
                         [&](Image record, std::int64_t i) { return take(std::move(record), i); });
    if (!done) {
        return done;
    }
    m_imagePaths.clear();
    if (const JsonMember* annotations = find(*members, "annotations")) {
        done = readList(*annotations, readAnnotation,
                        [&](AnnotationRecord record, std::int64_t i) { return take(std::move(record), i); });
        if (!done) {
            return done;
        }
    }
    if (m_unnamedPoints > 0) {
        line(ReportLine::Kind::Note, m_stream.name(),
             withThousands(m_unnamedPoints) + " annotations have keypoints, but their categories do not name any. They "
                                              "are kept and written back, but cannot be seen.");
    }
    return {};
}

} // namespace touchstone::coco

#include "core/formats/webanno_cells.h"

#include <algorithm>
#include <charconv>

#include "core/formats/json_scanner.h"

namespace touchstone::webanno {

namespace {

bool isHex(std::string_view text)
{
    return text.size() == 4 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// The id in brackets at the end of an item; takes it off.
std::int64_t takeId(std::string_view& item)
{
    const std::size_t open = item.rfind('[');
    std::int64_t id = 0;
    if (open == std::string_view::npos || !item.ends_with(']') || (open > 0 && item[open - 1] == '\\')) {
        return 0;
    }
    const std::string_view digits = item.substr(open + 1, item.size() - open - 2);
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    if (problem != std::errc() || end != digits.data() + digits.size() || id < 0) {
        return 0;
    }
    item = item.substr(0, open);
    return id;
}

std::vector<std::string> partsOf(std::string_view text, char mark)
{
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            parts.back() += text.substr(i++, 2);
        } else if (text[i] == mark) {
            parts.emplace_back();
        } else {
            parts.back() += text[i];
        }
    }
    return parts;
}

} // namespace

std::string escaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\t' || c == '\n' || c == '\r') {
            out += c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r";
            continue;
        }
        if (std::string_view("\\[]|_*;").find(c) != std::string_view::npos ||
            text.substr(i).starts_with("->")) {
            out += '\\';
        }
        out += c;
    }
    return out;
}

std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char c = text[++i];
        if (c == 'u' && isHex(text.substr(i + 1, 4))) {
            // Both halves of a pair are decoded together.
            std::size_t end = i + 5;
            if (text.substr(end, 2) == "\\u" && isHex(text.substr(end + 2, 4))) {
                end += 6;
            }
            std::string decoded;
            decodeJsonString(text.substr(i - 1, end - i + 1), decoded);
            out += decoded;
            i = end - 1;
        } else {
            out += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
        }
    }
    return out;
}

std::vector<Item> itemsIn(std::string_view cell)
{
    std::vector<Item> items;
    if (cell == "_" || cell.empty()) {
        return items;
    }
    for (const std::string& part : partsOf(cell, '|')) {
        std::string_view rest = part;
        Item item;
        item.id = takeId(rest);
        item.set = rest != "*" && !rest.empty();
        item.value = item.set ? unescaped(rest) : std::string();
        items.push_back(std::move(item));
    }
    return items;
}

std::size_t Layer::columns() const
{
    return kind == Kind::Relation ? features.size() + 1 : std::max<std::size_t>(1, features.size());
}

bool Layer::isSlot(std::size_t feature) const
{
    return features[feature].starts_with("ROLE_") ||
           (feature > 0 && features[feature - 1].starts_with("ROLE_"));
}

std::size_t Layer::labelFeature() const
{
    const auto wanted = [&](const char* name) { return std::find(features.begin(), features.end(), name); };
    const auto named = kind == Kind::Chain ? wanted("referenceType") : wanted("value");
    if (named != features.end()) {
        return static_cast<std::size_t>(named - features.begin());
    }
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (!isSlot(i) && (kind != Kind::Chain || features[i] != "referenceRelation")) {
            return i;
        }
    }
    return std::string::npos;
}

std::string Layer::shortName() const
{
    const std::string last = name.substr(name.rfind('.') + 1);
    return last.empty() ? "unlabelled" : last;
}

std::string Layer::header() const
{
    std::string line = kind == Kind::Span ? "#T_SP=" : kind == Kind::Relation ? "#T_RL=" : "#T_CH=";
    line += name;
    for (const std::string& feature : features) {
        line += '|' + feature;
    }
    if (kind == Kind::Relation) {
        line += "|BT_" + base;
    } else if (features.empty()) {
        line += '|';
    }
    return line;
}

bool readLayer(std::string_view line, Layer& layer)
{
    if (!line.starts_with("#T_SP=") && !line.starts_with("#T_RL=") && !line.starts_with("#T_CH=")) {
        return false;
    }
    layer.kind = line[3] == 'S'   ? Layer::Kind::Span
                 : line[3] == 'R' ? Layer::Kind::Relation
                                  : Layer::Kind::Chain;
    std::vector<std::string> parts = partsOf(line.substr(6), '|');
    layer.name = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (layer.kind == Layer::Kind::Relation && parts[i].starts_with("BT_")) {
            layer.base = parts[i].substr(3);
        } else if (!parts[i].empty()) {
            layer.features.push_back(std::move(parts[i]));
        }
    }
    return true;
}

} // namespace touchstone::webanno

#include "core/formats/brat_config.h"

#include <algorithm>

#include "core/formats/text_input.h"

namespace touchstone::brat {

std::vector<std::string> typesOf(std::string_view config)
{
    std::vector<std::string> types;
    bool wanted = false;
    while (!config.empty()) {
        std::string_view line = takeLine(config);
        const std::size_t start = line.find_first_not_of(" \t");
        if (start == std::string_view::npos) {
            continue;
        }
        line.remove_prefix(start);
        if (line.front() == '[') {
            wanted = line.starts_with("[entities]") || line.starts_with("[spans]") ||
                     line.starts_with("[relations]") || line.starts_with("[events]");
            continue;
        }
        // Comments, lines that part menus, macros and what brat uses itself are no types.
        if (!wanted || line.front() == '#' || line.front() == '-' || line.front() == '<') {
            continue;
        }
        line = line.substr(0, line.find_first_of(" \t"));
        // "!" makes a type a heading that nobody chooses.
        if (line.empty() || line.front() == '!') {
            continue;
        }
        if (std::find(types.begin(), types.end(), line) == types.end()) {
            types.emplace_back(line);
        }
    }
    return types;
}

std::string configText(const Types& types)
{
    std::string text = "[entities]\n\n";
    for (const std::string& type : types.entities) {
        text += type + '\n';
    }
    text += "\n[relations]\n\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n";
    for (const std::string& type : types.relations) {
        text += type + "\tArg1:<ANY>, Arg2:<ANY>\n";
    }
    text += "\n[events]\n\n";
    for (const auto& [type, roles] : types.events) {
        text += type;
        const char* between = "\t";
        for (const std::string& role : roles) {
            text += between + role + "*:<ANY>";
            between = ", ";
        }
        text += '\n';
    }
    text += "\n[attributes]\n\n";
    for (const auto& [name, values] : types.attributes) {
        text += name + "\tArg:<ANY>";
        const char* between = ", Value:";
        for (const std::string& value : values) {
            text += between + value;
            between = "|";
        }
        text += '\n';
    }
    return text;
}

} // namespace touchstone::brat

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/output.h"
#include "touchstone/formats/format.h"

namespace touchstone::cli {
namespace {

std::string join(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "." : " .") + word;
    }
    return text;
}

ExitCode runFormats(Output& output)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Format* format : formats()) {
        const FormatInfo& info = format->info();
        const char* use = info.reads && info.writes ? "import, export" : info.reads ? "import" : "export";
        output.line(info.id + "  " + info.name + "  " + use + "  " + join(info.extensions));
        for (const std::string& limit : info.limits) {
            output.line("  - " + limit);
        }
        list.push_back({{"id", info.id},
                        {"name", info.name},
                        {"extensions", info.extensions},
                        {"reads", info.reads},
                        {"writes", info.writes},
                        {"limits", info.limits}});
    }
    output.document({{"formats", std::move(list)}});
    return Done;
}

} // namespace

void addFormatsCommand(Command all)
{
    Command command = all.command("formats", "List the formats and what they cannot carry.");
    command.runs(runFormats);
}

} // namespace touchstone::cli

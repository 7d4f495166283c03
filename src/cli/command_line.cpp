#include "cli/command_line.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <CLI/CLI.hpp>

namespace touchstone::cli {
namespace {

/// The parser may fail before it reaches --json; what it then says must be JSON all the same.
bool asksForJson(int argc, char** argv)
{
    return std::any_of(argv + 1, argv + argc,
                       [](const char* word) { return std::strcmp(word, "--json") == 0; });
}

std::string usageMessage(const CLI::App& app, const CLI::ParseError& problem, int argc, char** argv)
{
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    if (!chosen.empty()) {
        return std::string(problem.what()) + "; see touchstone-cli " + chosen.front()->get_name() +
               " --help.";
    }
    const auto word = std::find_if(argv + 1, argv + argc, [](const char* text) { return *text != '-'; });
    if (word != argv + argc) {
        return "There is no command \"" + std::string(*word) + "\"; see touchstone-cli --help.";
    }
    return std::string(problem.what()) + "; see touchstone-cli --help.";
}

} // namespace

Argument& Argument::required()
{
    m_option->required();
    return *this;
}

Argument& Argument::oneOf(const std::vector<std::string>& words)
{
    m_option->capture_default_str()->check(CLI::IsMember(words));
    return *this;
}

Argument& Argument::between(std::int64_t least, std::int64_t most)
{
    m_option->capture_default_str()->check(CLI::Range(least, most));
    return *this;
}

Argument& Argument::oneAtATime()
{
    m_option->allow_extra_args(false);
    return *this;
}

Argument& Argument::excludes(const Argument& other)
{
    m_option->excludes(other.m_option);
    return *this;
}

Command Command::command(const std::string& name, const std::string& help)
{
    m_app->require_subcommand(1);
    return {*m_app->add_subcommand(name, help), *m_asked};
}

Argument Command::text(const std::string& name, std::string& value, const std::string& help)
{
    return Argument(*m_app->add_option(name, value, help));
}

Argument Command::texts(const std::string& name, std::vector<std::string>& values, const std::string& help)
{
    return Argument(*m_app->add_option(name, values, help));
}

Argument Command::number(const std::string& name, std::int64_t& value, const std::string& help)
{
    return Argument(*m_app->add_option(name, value, help));
}

Argument Command::flag(const std::string& name, bool& value, const std::string& help)
{
    return Argument(*m_app->add_flag(name, value, help));
}

void Command::runs(Run run)
{
    m_app->callback([asked = m_asked, run = std::move(run)] { *asked = run; });
}

Asked readCommandLine(int argc, char** argv, const std::function<void(Command)>& declare)
{
    Asked asked;
    CLI::App app("Touchstone: annotate data sets; this is its command line.", "touchstone-cli");
    app.set_version_flag("--version", "touchstone-cli " TOUCHSTONE_VERSION);
    asked.json = asksForJson(argc, argv);
    app.add_flag("--json", asked.json, "Print exactly one JSON document.");
    app.footer("Exit codes: 0 done; 1 done, but records were skipped, repaired or lost, or findings stand;\n"
               "2 nothing done, unusable input or wrong usage; 3 refused (lock, rights, --strict);\n"
               "130 cancelled, nothing changed.");
    app.fallthrough();
    declare(Command(app, asked.run));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        asked.run = nullptr;
        if (problem.get_exit_code() == 0) {
            app.exit(problem);
        } else {
            asked.problem = usageMessage(app, problem, argc, argv);
        }
    }
    return asked;
}

} // namespace touchstone::cli

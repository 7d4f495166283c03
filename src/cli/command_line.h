#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/exit_code.h"

namespace CLI {
class App;
class Option;
}

namespace touchstone::cli {

class Output;

/// What a command does.
using Run = std::function<ExitCode(Output&)>;

/// One thing that a command takes; a handle, with the rules for its value.
class Argument {
  public:
    explicit Argument(CLI::Option& option) : m_option(&option) {}

    Argument& required();
    /// Only these words will do; the help shows the one that stands without it.
    Argument& oneOf(const std::vector<std::string>& words);
    /// Only numbers from `least` to `most` will do; the help shows the one that stands without it.
    Argument& between(std::int64_t least, std::int64_t most);
    /// For texts(): takes one word each time that it is given, not all that follow.
    Argument& oneAtATime();
    /// Not both.
    Argument& excludes(const Argument& other);

  private:
    CLI::Option* m_option;
};

/// A command, as its file declares it; a handle. Values are written to when the words are read, so they must outlive
/// that. Names that begin with dashes are options, others are places. Over CLI11, whose templates take seconds to
/// compile in each file that includes them.
class Command {
  public:
    Command(CLI::App& app, Run& asked) : m_app(&app), m_asked(&asked) {}

    /// A command below this one; one of these must be given then.
    Command command(const std::string& name, const std::string& help);
    Argument text(const std::string& name, std::string& value, const std::string& help);
    Argument texts(const std::string& name, std::vector<std::string>& values, const std::string& help);
    Argument number(const std::string& name, std::int64_t& value, const std::string& help);
    Argument flag(const std::string& name, bool& value, const std::string& help);
    /// What is done when the words name this command.
    void runs(Run run);

  private:
    CLI::App* m_app;
    Run* m_asked;
};

/// What the words of a command line ask for.
struct Asked {
    /// Empty when the help or the version was asked for, and printed, or when there is a problem.
    Run run;
    /// What is wrong with the words, and where to read on.
    std::string problem;
    bool json = false;
};

/// Reads the words by the commands that `declare` adds.
Asked readCommandLine(int argc, char** argv, const std::function<void(Command)>& declare);

} // namespace touchstone::cli

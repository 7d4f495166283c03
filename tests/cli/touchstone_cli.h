#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <sys/types.h>

namespace clitest {

/// What one run of touchstone-cli left.
struct Outcome {
    /// The exit code, or 1000 + the signal that ended it.
    int code = -1;
    std::string out;
    std::string err;

    /// Standard output as JSON; a test failure and null when it is not exactly one document.
    nlohmann::json json() const;
};

/// touchstone-cli while it runs.
class Command {
  public:
    /// Starts it in `folder`, with $TOUCHSTONE_USER set to "tester".
    /// `prepare` runs in the new process just before the program; another `program` is a copy of touchstone-cli.
    Command(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
            const std::function<void()>& prepare = {},
            const std::filesystem::path& program = TOUCHSTONE_BIN_DIR "/touchstone-cli");
    ~Command();
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    void signal(int number) const;
    Outcome wait();

  private:
    std::filesystem::path m_out;
    std::filesystem::path m_err;
    pid_t m_process = -1;
};

/// A folder of its own for each test, removed at its end.
class Scratch {
  public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }
    /// Writes a file, its folders too.
    std::filesystem::path write(const std::string& name, const std::string& bytes) const;
    /// Runs touchstone-cli in the folder.
    Outcome run(const std::vector<std::string>& arguments) const;
    /// Names of what lies in the folder, sorted.
    std::vector<std::string> names() const;

  private:
    std::filesystem::path m_path;
};

std::string readBytes(const std::filesystem::path& path);

} // namespace clitest

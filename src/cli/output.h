#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "cli/exit_code.h"
#include "touchstone/base/result.h"

namespace touchstone::cli {

/// What a command prints: lines for people on standard output and notes on standard error, or, with
/// --json, exactly one JSON document on standard output.
class Output {
  public:
    explicit Output(bool json) : m_json(json) {}

    bool isJson() const { return m_json; }
    /// A line for people; nothing with --json.
    void line(std::string_view text);
    /// The bytes of a file, as they are; nothing with --json.
    void bytes(std::string_view text);
    /// Rows of cells in columns, numbers aligned to the right; nothing with --json.
    void table(const std::vector<std::vector<std::string>>& rows);
    /// Something worth knowing that is not the result; on standard error in both modes.
    void note(std::string_view text);
    /// The document; nothing without --json.
    void document(const nlohmann::ordered_json& document);
    /// Says why nothing was done and returns the exit code for it.
    ExitCode fail(const Error& error);
    /// The same for wrong usage.
    ExitCode failUsage(std::string_view message);
    /// False when standard output could not take everything, for example on a full disk.
    bool finish();

  private:
    ExitCode failAs(const char* code, const Error& error, ExitCode exitCode);
    void write(std::FILE* stream, std::string_view text);

    bool m_json;
};

/// {"error": {"code", "message", "where"}}.
nlohmann::ordered_json errorDocument(const char* code, const Error& error);

} // namespace touchstone::cli

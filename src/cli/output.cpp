#include "cli/output.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/printable.h"

namespace touchstone::cli {
namespace {

bool isNumber(const std::string& cell)
{
    return !cell.empty() && cell.find_first_not_of("0123456789,") == std::string::npos;
}

std::vector<std::size_t> columnWidths(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const std::vector<std::string>& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], columnWidth(row[i]));
        }
    }
    return widths;
}

} // namespace

void Output::line(std::string_view text)
{
    if (!m_json) {
        write(stdout, printable(text));
    }
}

void Output::bytes(std::string_view text)
{
    if (!m_json) {
        std::fwrite(text.data(), 1, text.size(), stdout);
    }
}

void Output::table(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::vector<std::string>> cells = rows;
    for (std::vector<std::string>& row : cells) {
        std::transform(row.begin(), row.end(), row.begin(), printable);
    }
    const std::vector<std::size_t> widths = columnWidths(cells);
    for (const std::vector<std::string>& row : cells) {
        std::string text;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - columnWidth(row[i]), ' ');
            text += (i > 0 ? "  " : "") + (isNumber(row[i]) ? padding + row[i] : row[i] + padding);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        line(text);
    }
}

void Output::note(std::string_view text)
{
    write(stderr, "touchstone-cli: " + printable(text));
}

void Output::document(const nlohmann::ordered_json& document)
{
    if (m_json) {
        write(stdout, document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    }
}

ExitCode Output::fail(const Error& error)
{
    return failAs(errorCodeName(error.code), error, exitCodeOf(error.code));
}

ExitCode Output::failUsage(std::string_view message)
{
    return failAs("usage", Error{ErrorCode::InvalidInput, std::string(message), ""}, Unusable);
}

bool Output::finish()
{
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

ExitCode Output::failAs(const char* code, const Error& error, ExitCode exitCode)
{
    if (m_json) {
        document(errorDocument(code, error));
    } else {
        note(error.text());
    }
    return exitCode;
}

nlohmann::ordered_json errorDocument(const char* code, const Error& error)
{
    return {{"error", {{"code", code}, {"message", error.message}, {"where", error.where}}}};
}

void Output::write(std::FILE* stream, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fputc('\n', stream);
}

} // namespace touchstone::cli

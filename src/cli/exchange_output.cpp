#include "cli/exchange_output.h"

#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/output.h"
#include "touchstone/base/text.h"

namespace touchstone::cli {
namespace {

constexpr std::size_t shownLines = 20;

const char* kindName(ReportLine::Kind kind)
{
    switch (kind) {
    case ReportLine::Kind::Skipped:
        return "skipped";
    case ReportLine::Kind::Repaired:
        return "repaired";
    case ReportLine::Kind::Lost:
        return "lost";
    case ReportLine::Kind::Note:
        return "note";
    }
    return "";
}

std::vector<std::vector<std::string>> countRows(const ExchangeReport& report)
{
    std::vector<std::vector<std::string>> rows;
    const auto row = [&rows](const char* name, std::int64_t count, std::int64_t fresh) {
        if (count > 0) {
            rows.push_back(
                {"", name, withThousands(count), fresh > 0 ? withThousands(fresh) + " new" : std::string()});
        }
    };
    row("items", report.items, report.newItems);
    row("texts that changed", report.changedTexts, 0);
    row("annotations", report.annotations, 0);
    row("labels", report.labels, report.newLabels);
    row("files not found", report.missingFiles, 0);
    row("covered twice", report.coveredTwice, 0);
    row("skipped", report.skipped, 0);
    row("repaired", report.repaired, 0);
    row("lost", report.lost, 0);
    return rows;
}

void showLines(const std::vector<ReportLine>& lines, Output& output)
{
    for (std::size_t i = 0; i < lines.size() && i < shownLines; ++i) {
        const ReportLine& line = lines[i];
        output.line(std::string(kindName(line.kind)) + ": " + (line.where.empty() ? "" : line.where + ": ") +
                    line.message);
    }
    if (lines.size() > shownLines) {
        output.line("… and " + withThousands(static_cast<std::int64_t>(lines.size() - shownLines)) +
                    " lines more; --json gives them all.");
    }
}

} // namespace

void showReport(const std::string& headline, const ExchangeReport& report, Output& output)
{
    output.line(headline);
    output.table(countRows(report));
    showLines(report.lines, output);
    if (output.isJson()) {
        output.document(nlohmann::ordered_json::parse(report.toJson()));
    }
}

ExitCode failWithReport(const Error& error, const ExchangeReport& report, Output& output)
{
    if (!output.isJson()) {
        showLines(report.lines, output);
        return output.fail(error);
    }
    nlohmann::ordered_json document = errorDocument(errorCodeName(error.code), error);
    document.update(nlohmann::ordered_json::parse(report.toJson()));
    output.document(document);
    return exitCodeOf(error.code);
}

ExitCode exitCodeOf(const ExchangeReport& report)
{
    return report.isClean() ? Done : DoneWithFindings;
}

} // namespace touchstone::cli

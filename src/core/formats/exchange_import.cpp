#include <algorithm>
#include <future>

#include <nlohmann/json.hpp>

#include "core/formats/exchange_report.h"
#include "core/formats/file_moment.h"
#include "core/formats/import_writer.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/project.h"

namespace touchstone {

namespace {

/// What changes the result, beside the file itself.
std::string optionsJson(const ImportOptions& options)
{
    nlohmann::json json;
    if (!options.images.empty()) {
        json["images"] = pathToUtf8(std::filesystem::absolute(options.images).lexically_normal());
    }
    if (!options.encoding.empty()) {
        json["encoding"] = options.encoding;
    }
    if (options.realign != Realign::WhenAllFit) {
        json["realign"] = options.realign == Realign::Always;
    }
    json["labels"] = options.addLabels ? "add" : "skip";
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Tells of cancelling, but reports nothing: the work is not the one that the bar shows.
class QuietProgress final : public Progress {
  public:
    explicit QuietProgress(Progress& other) : m_other(other) {}
    void report(double, std::string_view) override {}
    bool cancelled() const override { return m_other.cancelled(); }

  private:
    Progress& m_other;
};

/// The files of an import as they were at one moment.
struct Moments {
    std::vector<FileMoment> files;
    Sha256 hash{};

    static Result<Moments> of(const Format& format, const std::filesystem::path& path, Progress& progress)
    {
        const auto names = format.files(path);
        if (!names) {
            return names.error();
        }
        Moments all;
        Sha256Hasher hasher;
        for (const std::filesystem::path& name : *names) {
            const auto moment = FileMoment::of(name, progress);
            if (!moment) {
                return moment.error();
            }
            all.files.push_back(*moment);
            hasher.add(pathToUtf8(name.lexically_relative(path)) + '\n' + toHex(moment->hash()) + '\n');
        }
        std::error_code problem;
        all.hash = std::filesystem::is_directory(path, problem) ? hasher.finish() : all.files.front().hash();
        return all;
    }
    bool looksChanged() const
    {
        return std::any_of(files.begin(), files.end(), [](const FileMoment& file) { return file.looksChanged(); });
    }
    Result<void> check(Progress& progress) const
    {
        for (const FileMoment& file : files) {
            if (auto same = file.check(progress); !same) {
                return same;
            }
        }
        return {};
    }
};

bool nothingUsable(const ExchangeReport& report)
{
    return report.items == 0 && report.annotations == 0 && report.labels == 0 && report.skipped > 0;
}

Result<void> countCoveredTwice(SourceWriter& writer, const ImportOptions& options, const std::string& name,
                               ExchangeReport& report)
{
    if (options.role != LayerRole::GroundTruth) {
        return {};
    }
    const auto count = writer.coveredTwice();
    if (!count) {
        return count.error();
    }
    report.coveredTwice = *count;
    if (*count > 0) {
        addLine(report, {ReportLine::Kind::Note, name,
                         withThousands(*count) +
                             (*count == 1 ? " item has" : " items have") +
                             " ground truth from more than one import now. On them counts " +
                             (options.continueFrom
                                  ? "what this file says."
                                  : "what people go on from; where there is none, what this file says.")});
    }
    return {};
}

} // namespace

Result<ExchangeReport> importFile(Project& project, const std::filesystem::path& named,
                                  const ImportOptions& options, Progress& progress)
{
    // "folder/" and "." are folders with a name too.
    std::error_code absent;
    const bool isFolder = std::filesystem::is_directory(named, absent);
    const std::filesystem::path path = isFolder ? std::filesystem::canonical(named, absent) : named;
    auto format = formatFor(path, options.format);
    if (!format) {
        return format.error();
    }
    if (!(*format)->info().reads) {
        return Error{ErrorCode::Unsupported, "This format can only be written.", (*format)->info().id};
    }
    std::error_code problem;
    if (!options.images.empty() && !std::filesystem::is_directory(options.images, problem)) {
        return Error{ErrorCode::NotFound, "There is no such folder of images.",
                     displayUtf8(pathToUtf8(options.images))};
    }
    const auto moment = Moments::of(**format, path, progress);
    if (!moment) {
        return moment.error();
    }
    SourceRequest request;
    request.format = (*format)->info().id;
    request.name = displayUtf8(pathToUtf8(path.filename()));
    request.hash = moment->hash;
    request.options = optionsJson(options);
    request.author = options.author.empty() ? displayUtf8(pathToUtf8(path.stem())) : options.author;
    request.role = options.role;
    request.continueFrom = options.continueFrom;
    request.alone = options.alone;

    ExchangeReport report;
    report.format = request.format;
    auto start = project.beginSource(request);
    if (!start) {
        return start.error();
    }
    if (start->existing) {
        report.nothingNew = true;
        report.source = start->existing->id;
        if (start->existing->continueFrom != options.continueFrom) {
            addLine(report, {ReportLine::Kind::Note, request.name,
                             std::string("The same file is in the project already, taken ") +
                                 (start->existing->continueFrom ? "as a start to go on from"
                                                                : "only to compare with") +
                                 ". It was not taken again " +
                                 (options.continueFrom ? "as a start to go on from" : "to compare with") +
                                 "; that stays as it is."});
        }
        return report;
    }
    ImportWriter writer(project, *start->writer, path, options, report, progress);
    auto done = (*format)->read(path, writer, progress,
                                {options.encoding, options.role == LayerRole::Prediction, options.realign});
    if (done) {
        done = writer.finish();
    }
    if (!done) {
        const bool odd = done.error().code != ErrorCode::Cancelled && moment->looksChanged();
        return odd ? changedWhileRead(path) : done.error();
    }
    // The file is looked at once more while the rest is stored.
    QuietProgress quiet(progress);
    auto same = std::async(std::launch::async, [&] { return moment->check(quiet); });
    const auto whole = nothingUsable(report) ? Result<void>() : start->writer->complete();
    if (auto checked = same.get(); !checked) {
        return checked.error();
    }
    if (!whole) {
        return whole.error();
    }
    if (nothingUsable(report)) {
        const ReportLine& first = report.lines.front();
        return Error{ErrorCode::InvalidInput,
                     "Nothing in the file could be used, so nothing was imported. First: " + first.where + ": " +
                         first.message,
                     displayUtf8(pathToUtf8(path))};
    }
    if (auto counted = countCoveredTwice(*start->writer, options, request.name, report); !counted) {
        return counted.error();
    }
    report.source = start->writer->id();
    if (auto published = start->writer->publish(report.toJson()); !published) {
        return published.error();
    }
    return report;
}

} // namespace touchstone

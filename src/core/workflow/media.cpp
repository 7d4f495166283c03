#include "touchstone/workflow/media.h"

#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/media/file_index.h"
#include "touchstone/media/image.h"
#include "touchstone/workflow/project.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPage = 256;
constexpr std::size_t kFactsAtOnce = 64;
constexpr Timestamp kFactsAfter = 2'000'000;

/// Tells of the whole while single files are read.
class Quietly : public Progress {
  public:
    explicit Quietly(Progress& outer) : m_outer(outer) {}
    void report(double, std::string_view) override {}
    bool cancelled() const override { return m_outer.cancelled(); }

  private:
    Progress& m_outer;
};

void addPixels(const fs::path& file, MediumContent& content)
{
    if (const auto header = readImageHeader(file)) {
        content.width = header->width;
        content.height = header->height;
        content.orientation = header->orientation;
    }
}

Error cancelled()
{
    return {ErrorCode::Cancelled, "Cancelled.", {}};
}

} // namespace

FileLook lookAtMedium(const fs::path& file, const MediumRow& medium, bool mayRead, Progress& progress)
{
    FileLook look;
    const FileStamp stamp = stampOf(file);
    look.problem = stamp.problem;
    if (stamp.kind != FileStamp::Kind::File) {
        look.state = stamp.kind == FileStamp::Kind::Missing ? FileState::Missing : FileState::Unreadable;
        return look;
    }
    const MediumContent& recorded = medium.recorded;
    look.found.bytes = stamp.bytes;
    look.modified = stamp.modified;
    if (recorded.bytes != 0 && recorded.bytes != stamp.bytes) {
        look.state = FileState::Changed;
        addPixels(file, look.found);
        return look;
    }
    if (!mayRead || (recorded.hash && medium.modified == stamp.modified)) {
        look.state = FileState::Same;
        return look;
    }
    const auto hash = sha256OfFile(file, progress);
    const FileStamp after = stampOf(file);
    if (!hash) {
        const bool stopped = hash.error().code == ErrorCode::Cancelled;
        look.state = stopped ? FileState::Unknown : FileState::Unreadable;
        look.problem = stopped ? std::string() : hash.error().message;
        return look;
    }
    // What was written to meanwhile is looked at the next time.
    if (after.kind != FileStamp::Kind::File || after.bytes != stamp.bytes || after.modified != stamp.modified)
        return look;
    look.found.hash = *hash;
    look.state = recorded.hash && *recorded.hash != *hash ? FileState::Changed : FileState::Same;
    if (look.state == FileState::Changed || recorded.width == 0)
        addPixels(file, look.found);
    return look;
}

Result<MediaSurvey> surveyMedia(Project& project, Progress& progress)
{
    MediaSurvey survey;
    std::vector<Project::FileFacts> facts;
    Timestamp kept = now();
    const auto keep = [&] {
        project.saveFacts(std::exchange(facts, {}));
        kept = now();
    };
    Quietly quietly(progress);
    for (std::int64_t after = 0;;) {
        // A connection of its own for each page: none is held while files are read.
        auto reader = project.reader();
        if (!reader)
            return reader.error();
        const auto rows = (*reader)->media(after, kPage);
        reader->reset();
        if (!rows)
            return rows.error();
        if (rows->empty())
            break;
        for (const MediumRow& row : *rows) {
            after = row.key;
            if (progress.cancelled()) {
                keep();
                return cancelled();
            }
            progress.report(-1, row.path);
            ++survey.media;
            const fs::path file = project.mediaPath(row);
            if (file.empty()) {
                ++survey.unlocated;
                continue;
            }
            // Without a place to keep hashes, files would be read at every opening.
            const FileLook look = lookAtMedium(file, row, !project.isReadOnly(), quietly);
            survey.missing += look.state == FileState::Missing ? 1 : 0;
            survey.unreadable += look.state == FileState::Unreadable ? 1 : 0;
            survey.changed += look.state == FileState::Changed ? 1 : 0;
            if (!look.found.hash)
                continue;
            ++survey.read;
            if (look.state == FileState::Same)
                facts.push_back({row.id, look.found, look.modified});
            if (facts.size() >= kFactsAtOnce || (!facts.empty() && now() - kept > kFactsAfter))
                keep();
        }
    }
    keep();
    return survey;
}

Result<Edit> replaceMediumEdit(Project& project, const ItemId& id, Progress& progress)
{
    auto reader = project.reader();
    if (!reader)
        return reader.error();
    const auto item = (*reader)->item(id);
    if (!item)
        return item.error();
    const auto row = (*reader)->medium(item->medium);
    const auto before = (*reader)->mediumValue(item->medium);
    if (!row || !before)
        return row ? before.error() : row.error();
    reader->reset();

    const fs::path file = project.mediaPath(*item);
    const auto header = readImageHeader(file);
    if (!header)
        return header.error();
    const auto hash = sha256OfFile(file, progress);
    if (!hash)
        return hash.error();
    Medium after = *before;
    after.content = MediumContent{header->width, header->height, header->orientation, header->bytes, *hash};
    if (!before->content)
        after.was = row->recorded;
    Edit edit{EditId::create(), {ScopeKind::Item, id}, {}, {}, {}};
    edit.text = "Take the changed picture " + item->path.substr(item->path.rfind('/') + 1);
    edit.changes.push_back({*before, after, {}, row->revision});
    return edit;
}

} // namespace touchstone

#include <string>
#include <system_error>

#include "core/sample/coco_text.h"
#include "core/sample/pictures.h"
#include "touchstone/base/file.h"
#include "touchstone/base/ids.h"
#include "touchstone/base/text.h"
#include "touchstone/sample/sample.h"

namespace touchstone {

namespace {

namespace fs = std::filesystem;

/// Raise it whenever a picture or its ground truth comes out differently.
constexpr int sampleVersion = 1;

/// What the marker file holds when everything lies there.
std::string markerText(std::size_t count)
{
    return "touchstone sample " + std::to_string(sampleVersion) + ", pictures " + std::to_string(count) +
           "\n";
}

bool isComplete(const fs::path& folder, std::size_t count)
{
    std::string marker;
    std::error_code unknown;
    if (!readFile(folder / "version", 1000, marker) || marker != markerText(count) ||
        !fs::is_regular_file(folder / "ground_truth.json", unknown))
        return false;
    for (std::size_t i = 0; i < count; ++i)
        if (!fs::is_regular_file(folder / "images" / sample::pictureName(i), unknown))
            return false;
    return true;
}

/// A folder that goes away with whatever is in it.
class DraftFolder {
  public:
    explicit DraftFolder(const fs::path& beside) : m_path(beside / (".draft-" + newUuid().toString())) {}
    ~DraftFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    DraftFolder(const DraftFolder&) = delete;
    DraftFolder& operator=(const DraftFolder&) = delete;
    const fs::path& path() const { return m_path; }

  private:
    fs::path m_path;
};

/// Puts the drawn pictures in the place of older ones, which end in the draft folder.
Result<void> swapImages(const DraftFolder& draft, const fs::path& images)
{
    std::error_code failed;
    if (fs::exists(images, failed))
        fs::rename(images, draft.path() / "old", failed);
    if (!failed)
        fs::rename(draft.path() / "new", images, failed);
    if (failed)
        return Error{ErrorCode::Io, "The sample pictures cannot be put in place: " + failed.message() + ".",
                     displayUtf8(pathToUtf8(images))};
    return {};
}

} // namespace

Result<fs::path> makeSampleDataSet(const fs::path& folder, std::size_t count, Progress& progress)
{
    const fs::path truth = folder / "ground_truth.json", marker = folder / "version";
    if (isComplete(folder, count))
        return truth;
    const DraftFolder draft(folder);
    const auto pictures = drawSample(draft.path() / "new", count, progress);
    if (!pictures)
        return pictures.error();
    // Without its marker the sample counts as incomplete, so an interruption from here on draws it anew.
    std::error_code failed;
    fs::remove(marker, failed);
    if (const auto swapped = swapImages(draft, folder / "images"); !swapped)
        return swapped.error();
    if (const auto written = replaceFile(truth, sample::cocoText(*pictures, "images/")); !written)
        return written.error();
    if (const auto written = replaceFile(marker, markerText(count)); !written)
        return written.error();
    return truth;
}

} // namespace touchstone

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/shape.h"

namespace touchstone {

class Progress;

/// One object of a generated picture.
struct SampleObject {
    std::string label;
    Shape shape;
    /// A group that was not taken apart (COCO iscrowd).
    bool crowd = false;
};
/// One generated picture with its ground truth.
struct SamplePicture {
    std::filesystem::path file; ///< Relative to the folder.
    int width = 0;
    int height = 0;
    std::vector<SampleObject> objects;
};

/// Draws the sample pictures into `folder` (made if missing) and returns them with their ground truth.
/// Deterministic: the same version draws the same pixels. `count` of them, several kinds of scene.
Result<std::vector<SamplePicture>> drawSample(const std::filesystem::path& folder, std::size_t count,
                                              Progress& progress);

/// The sample data set as it lies on disk: `images/`, `ground_truth.json` (COCO; file names start with
/// "images/"), drawn when missing, incomplete or of an older version. Cancelled, it leaves all as it was.
/// Returns the path of the COCO file.
Result<std::filesystem::path> makeSampleDataSet(const std::filesystem::path& folder, std::size_t count,
                                                Progress& progress);

} // namespace touchstone

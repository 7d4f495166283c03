#include "core/formats/brat_format.h"

#include <algorithm>

#include "core/formats/brat_line.h"
#include "core/formats/brat_reader.h"
#include "core/formats/brat_writer.h"
#include "core/formats/format_folder.h"
#include "core/formats/text_input.h"
#include "touchstone/base/file.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

int scoreOf(std::string_view head)
{
    // The last line may be cut.
    int good = 0, bad = 0;
    while (!head.empty() && good + bad < 20) {
        const bool first = good + bad == 0;
        const brat::Line line = brat::parseLine(takeLine(head));
        if (head.empty() && !first) {
            break;
        }
        good += line.kind != brat::Line::Kind::Broken && line.kind != brat::Line::Kind::Other ? 1 : 0;
        bad += line.kind == brat::Line::Kind::Broken ? 1 : 0;
    }
    return good > bad ? 95 : good + bad == 0 ? 60 : 30;
}

bool isOurs(const fs::path& path)
{
    const fs::path ending = path.extension();
    const std::string name = pathToUtf8(path.filename());
    return ending == ".txt" || ending == ".ann" || brat::isPart(path) || name == "annotation.conf" || name == "visual.conf" ||
           name == "tools.conf" || name == "kb_shortcuts.conf";
}

bool isAnn(const fs::path& path)
{
    return path.extension() == ".ann" || brat::isPart(path);
}

class BratFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{
            "brat",
            "brat standoff (.txt and .ann, or .a1 and .a2)",
            {"ann", "a1", "a2"},
            true,
            true,
            {"Classes of a text, scores, \"unsure\", metadata, tokens and names of blocks are lost; the "
             "texts of one item are "
             "joined.",
             "Labels and names of attributes have no spaces: they are written with \"_\" in their place.",
             "Attributes are written as flags and values where they are one word, else as notes; \"no\" is "
             "left out.",
             "Groups without a label and attributes of chains are lost.", "Texts are written in UTF-8."},
            true,
            true};
        return info;
    }

    int recognise(const fs::path& path, std::string_view head) const override
    {
        return isAnn(path) ? scoreOf(head) : 0;
    }

    int recogniseFolder(const fs::path& path) const override
    {
        return filesBelow(path, isAnn, 1).empty() ? 0 : 90;
    }

    Result<std::vector<fs::path>> files(const fs::path& path) const override
    {
        std::error_code problem;
        if (fs::is_directory(path, problem)) {
            auto found = filesBelow(path, isOurs);
            if (std::none_of(found.begin(), found.end(), isAnn)) {
                return Error{ErrorCode::InvalidInput,
                             "There is no .ann file in this folder. Choose the one with the files of "
                             "brat.",
                             displayUtf8(pathToUtf8(path))};
            }
            return found;
        }
        std::vector<fs::path> pair{path};
        std::vector<fs::path> all{fs::path(path).replace_extension(".txt"), path.parent_path() / "annotation.conf"};
        for (const char* part : {".a1", ".a2"}) {
            if (brat::isPart(path)) {
                all.push_back(fs::path(path).replace_extension(part));
            }
        }
        for (const fs::path& beside : all) {
            if (beside != path && fs::is_regular_file(beside, problem)) {
                pair.push_back(beside);
            }
        }
        return pair;
    }

    Result<void> read(const fs::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions& options) const override
    {
        auto all = files(path);
        if (!all) {
            return all.error();
        }
        std::error_code problem;
        if (!fs::is_directory(path, problem) && !isAnn(path)) {
            return Error{ErrorCode::InvalidInput,
                         "brat's files are named .ann. Choose one, or the folder that holds them.",
                         displayUtf8(pathToUtf8(path))};
        }
        const fs::path root = fs::is_directory(path, problem) ? path : path.parent_path();
        return brat::Reader(root, std::move(*all), sink, progress, options).read();
    }

    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        return brat::writeFolder(source, path, lines, progress);
    }
};

} // namespace

const Format& bratFormat()
{
    static const BratFormat format;
    return format;
}

} // namespace touchstone

#include "core/formats/conll_format.h"

#include "core/formats/conll_reader.h"
#include "core/formats/conll_writer.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

class ConllFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{
            "conll",
            "CoNLL-2003 (a token a line, IOB tags)",
            {"conll", "bio", "iob", "iob2", "conllup", "txt", "tsv"},
            true,
            true,
            {"The spaces of a text are not in the file: tokens and sentences are joined by one each.",
             "Entities are whole tokens of one sentence, one at a place in a column: of spans that overlap, the longer "
             "is written; "
             "spans that end inside a token are written up to its end, discontinuous ones and places are "
             "lost.",
             "Where several columns hold tags, each holds what lies within that of the one before.",
             "Relations, chains, document classes, attributes and scores are lost. White space in a label "
             "becomes _.",
             "A file is written in the scheme that it had (IOB1, IOB2, BILOU, BIOES, or labels alone), else in IOB2."},
            false,
            true};
        return info;
    }

    int recognise(const fs::path& path, std::string_view head) const override
    {
        const std::string extension = asciiLower(pathToUtf8(path.extension()));
        const bool said =
            extension == ".conll" || extension == ".bio" || extension == ".iob" || extension == ".iob2" || extension == ".conllup";
        if (head.starts_with("#begin document")) {
            return 70; // says what it is
        }
        // The last line may be cut.
        const std::size_t end = head.rfind('\n');
        head = head.substr(0, end == std::string_view::npos ? end : end + 1);
        if (head.starts_with("-DOCSTART-") || head.find("\n-DOCSTART-") != std::string_view::npos) {
            return 95;
        }
        const conll::ColumnSurvey survey = conll::surveyColumns(head);
        if (survey.tagged && survey.entities) {
            return survey.exact || said ? 80 : 70;
        }
        return said && survey.tagged ? 60 : survey.columns.bare ? 50 : survey.exact ? 20 : 0;
    }

    Result<void> read(const fs::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions& options) const override
    {
        auto file = readTextFile(path, options);
        if (!file) {
            return file.error();
        }
        return conll::Reader(displayUtf8(pathToUtf8(path.filename())), std::move(*file), sink, progress)
            .read();
    }

    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        return conll::writeFile(source, path, lines, progress);
    }
};

} // namespace

const Format& conllFormat()
{
    static const ConllFormat format;
    return format;
}

} // namespace touchstone

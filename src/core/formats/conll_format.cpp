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
            {"conll", "bio", "iob", "txt", "tsv"},
            true,
            true,
            {"The spaces of a text are not in the file: tokens and sentences are joined by one each.",
             "Entities are whole tokens of one sentence, one at a place: of spans that overlap, the longer "
             "is written; "
             "spans that end inside a token are written up to its end, discontinuous ones and places are "
             "lost.",
             "Relations, chains, document classes, attributes and scores are lost. White space in a label "
             "becomes _.",
             "A file is written in the scheme that it had (IOB1, IOB2, BILOU or BIOES), else in IOB2."},
            false,
            true};
        return info;
    }

    int recognise(const fs::path& path, std::string_view head) const override
    {
        const std::string extension = asciiLower(pathToUtf8(path.extension()));
        const bool said =
            extension == ".conll" || extension == ".bio" || extension == ".iob" || extension == ".iob2";
        bool tagged = false;
        int rows = 0, good = 0;
        while (!head.empty()) {
            const std::string_view line = conll::takeRow(head);
            if (!line.ends_with('\n') && rows > 0) {
                break; // cut off by the end of what is looked at
            }
            const conll::Row row = conll::readRow(line, line.find('\t') != std::string_view::npos);
            if (row.kind == conll::Row::Kind::DocStart) {
                return 95;
            }
            if (row.kind == conll::Row::Kind::Token) {
                const conll::Tag tag = conll::readTag(row.tag);
                ++rows;
                good += !row.tag.empty() && tag.prefix != '?' && row.tag != "_" ? 1 : 0;
                tagged = tagged || (tag.prefix != 'O' && tag.prefix != '?');
            }
        }
        if (rows == 0 || good < rows) {
            return 0;
        }
        return tagged ? 80 : said ? 60 : 20;
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

#include "core/formats/conllu_format.h"

#include "core/formats/conll_text.h"
#include "core/formats/conllu_reader.h"
#include "core/formats/conllu_writer.h"
#include "touchstone/base/text.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

class ConlluFormat final : public Format {
  public:
    const FormatInfo& info() const override
    {
        static const FormatInfo info{
            "conllu",
            "CoNLL-U (Universal Dependencies)",
            {"conllu"},
            true,
            true,
            {"A span is one word and its label the UPOS; the attributes lemma, xpos and feats have columns. "
             "A relation "
             "goes from the HEAD to its word, within a sentence, one to each word. Everything else is lost.",
             "Spans with other labels than those of words are named entities, written as NER=B-PER in MISC: whole words, "
             "none over another.",
             "Empty nodes, DEPS and what else MISC says (Entity= of chains too) stay in the lines of their document and "
             "leave as they came; they are not shown.",
             "Words that are written together share the span of what is written."},
            false,
            true};
        return info;
    }

    int recognise(const fs::path& path, std::string_view head) const override
    {
        const bool said = asciiLower(pathToUtf8(path.extension())) == ".conllu";
        while (!head.empty()) {
            const std::string_view line = conll::takeRow(head);
            const conllu::Row row = conllu::readRow(line);
            if (row.kind == conllu::Row::Kind::Word || row.kind == conllu::Row::Kind::Several) {
                return 96;
            }
            // Where the name says so, the reader says what is wrong with its lines.
            if (row.kind == conllu::Row::Kind::Bad && !said) {
                return 0;
            }
        }
        return said ? 60 : 0;
    }

    Result<void> read(const fs::path& path, ImportSink& sink, Progress& progress,
                      const ReadOptions& options) const override
    {
        auto file = readTextFile(path, options);
        if (!file) {
            return file.error();
        }
        return conllu::Reader(displayUtf8(pathToUtf8(path.filename())), std::move(*file), sink, progress)
            .read();
    }

    Result<void> write(ExportSource& source, const fs::path& path, std::vector<ReportLine>& lines,
                       Progress& progress) const override
    {
        return conllu::writeFile(source, path, lines, progress);
    }
};

} // namespace

const Format& conlluFormat()
{
    static const ConlluFormat format;
    return format;
}

} // namespace touchstone

#include "core/formats/conll_text.h"

#include "core/formats/text_builder.h"

namespace touchstone::conll {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

std::string_view withoutEnd(std::string_view line)
{
    while (line.ends_with('\n') || line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

} // namespace

std::string_view takeRow(std::string_view& rest)
{
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end == std::string_view::npos ? end : end + 1);
    rest.remove_prefix(line.size());
    return line;
}

Row readRow(std::string_view line, bool tabs)
{
    Row row;
    row.line = line;
    std::string_view text = withoutEnd(line);
    if (text.starts_with(kMark)) {
        text.remove_prefix(kMark.size());
    }
    if (text.find_first_not_of(" \t") == std::string_view::npos) {
        return row;
    }
    if (text.starts_with("-DOCSTART-")) {
        row.kind = Row::Kind::DocStart;
        return row;
    }
    const char* const ends = tabs ? "\t" : " \t";
    text.remove_suffix(text.size() - 1 - text.find_last_not_of(" \t"));
    if (!tabs) {
        text.remove_prefix(text.find_first_not_of(" \t"));
    }
    row.token = text.substr(0, text.find_first_of(ends));
    const std::size_t last = text.find_last_of(ends);
    row.tag = last == std::string_view::npos ? std::string_view() : text.substr(last + 1);
    const bool comment = row.token.starts_with('#') && (row.token == "#" || row.token.starts_with("# ")) &&
                         readTag(row.tag).prefix == '?';
    row.kind = comment ? Row::Kind::Comment : row.token.empty() ? Row::Kind::NoToken : Row::Kind::Token;
    return row;
}

bool usesTabs(std::string_view text)
{
    bool any = false;
    while (!text.empty()) {
        const Row row = readRow(takeRow(text), false);
        if (row.kind == Row::Kind::Token && row.line.find('\t') == std::string_view::npos) {
            return false;
        }
        any = any || row.kind == Row::Kind::Token;
    }
    return any;
}

Page readPage(std::string_view raw, bool tabs)
{
    Page page;
    TextBuilder text;
    bool open = false;
    const auto close = [&] {
        if (open) {
            text.sentence(page.sentences.back().firstToken);
        }
        open = false;
    };
    while (!raw.empty()) {
        page.rows.push_back(readRow(takeRow(raw), tabs));
        const Row& row = page.rows.back();
        if (row.kind == Row::Kind::Blank || row.kind == Row::Kind::DocStart) {
            close();
        }
        if (row.kind != Row::Kind::Token) {
            continue;
        }
        if (text.length() > 0) {
            text.append(" ");
        }
        if (!open) {
            page.sentences.emplace_back();
            page.sentences.back().firstToken = text.block().tokens.size();
            page.sentences.back().firstRow = page.rows.size() - 1;
            open = true;
        }
        text.token(row.token);
        page.sentences.back().rows.push_back(page.rows.size() - 1);
        page.sentences.back().tags.push_back(row.tag.empty() ? Tag() : readTag(row.tag));
    }
    close();
    page.block = text.take();
    return page;
}

} // namespace touchstone::conll

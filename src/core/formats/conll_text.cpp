#include "core/formats/conll_text.h"

#include "core/formats/text_builder.h"

namespace touchstone::conll {

std::string_view takeRow(std::string_view& rest)
{
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end == std::string_view::npos ? end : end + 1);
    rest.remove_prefix(line.size());
    return line;
}

Row readRow(std::string_view line, const Columns& columns)
{
    Row row;
    row.line = line;
    const std::string_view text = bareLine(line);
    if (text.starts_with("-DOCSTART-")) {
        row.kind = Row::Kind::DocStart;
        return row;
    }
    const auto cells = cellsOf(text, columns.tabs);
    if (cells.empty()) {
        return row;
    }
    if (isComment(text, cells, columns.tabs)) {
        row.kind = Row::Kind::Comment;
        return row;
    }
    row.token = cells.size() > columns.token ? cells[columns.token] : std::string_view();
    row.tags = tagsIn(cells, columns);
    const bool isRow = !row.token.empty() && cells.size() < kMostCells;
    row.kind = isRow ? Row::Kind::Token : Row::Kind::NoToken;
    return row;
}

bool usesTabs(std::string_view text)
{
    bool any = false;
    while (!text.empty()) {
        const std::string_view line = bareLine(takeRow(text));
        if (line.find_first_not_of(" \t") == std::string_view::npos || line.starts_with('#') ||
            line.starts_with("-DOCSTART-")) {
            continue;
        }
        if (line.find('\t') == std::string_view::npos) {
            return false;
        }
        any = true;
    }
    return any;
}

Page readPage(std::string_view raw, const Columns& columns)
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
        page.rows.push_back(readRow(takeRow(raw), columns));
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
            page.sentences.back().tags.resize(columns.levels);
            open = true;
        }
        text.token(row.token);
        page.sentences.back().rows.push_back(page.rows.size() - 1);
        for (std::size_t level = 0; level < columns.levels; ++level) {
            const std::string_view tag = row.tags[level];
            page.sentences.back().tags[level].push_back(tag.empty() ? Tag() : columns.read(tag));
        }
    }
    close();
    page.block = text.take();
    return page;
}

} // namespace touchstone::conll

#include "core/formats/table_reader.h"

#include <algorithm>

#include "touchstone/base/text.h"
#include "touchstone/text/encoding.h"

namespace touchstone {

namespace {

constexpr const char* kTooLong = "The record has more than 128 MB.";
/// More is not gone through again behind quotes that are never closed.
constexpr std::uint64_t kMostReadAgain = std::uint64_t{1} << 30;

std::string faultSentence(const JsonScanner& scanner)
{
    const std::string told = displayUtf8(scanner.faultText());
    switch (scanner.fault()) {
    case JsonFault::NotANumber:
        return told + " is no number.";
    case JsonFault::DuplicateKey:
        return "\"" + told + "\" stands in it twice.";
    case JsonFault::TooDeep:
        return "It is nested more than 128 deep.";
    case JsonFault::BadText:
        return "It holds half a surrogate pair.";
    case JsonFault::None:
        break;
    }
    return {};
}

bool isEmpty(std::string_view line)
{
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

} // namespace

const TableValue* TableRecord::find(const std::string& name) const
{
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const TableValue& value) { return value.name == name; });
    return found == values.end() ? nullptr : &*found;
}

TableReader::Kind TableReader::kindOf(const std::filesystem::path& path)
{
    const std::string extension = asciiLower(pathToUtf8(path.extension()));
    return extension == ".csv" ? Kind::Commas : extension == ".tsv" ? Kind::Tabs : Kind::Json;
}

Result<TableReader> TableReader::open(const std::filesystem::path& path, const std::string& encoding,
                                      Kind kind)
{
    auto lines = LineReader::open(path, encoding);
    if (!lines) {
        return lines.error();
    }
    TableReader reader(std::move(*lines));
    reader.m_json = kind == Kind::Json;
    reader.m_csv = CsvRecord(kind == Kind::Tabs ? '\t' : ',');
    if (!reader.m_json) {
        if (auto named = reader.readNames(displayUtf8(pathToUtf8(path))); !named) {
            return named.error();
        }
    }
    return reader;
}

Result<void> TableReader::readNames(const std::string& where)
{
    LineReader::Line line;
    CsvRecord::State state = CsvRecord::State::Open;
    while (state == CsvRecord::State::Open && m_lines.next(line) && !line.tooLong && isValidUtf8(line.text)) {
        if (m_csv.size() == 0 && isEmpty(line.text)) {
            continue;
        }
        state = m_csv.take(line.text);
    }
    if (const auto failed = error()) {
        return *failed;
    }
    if (state != CsvRecord::State::Complete) {
        return Error{ErrorCode::InvalidInput,
                     m_csv.size() == 0 && line.text.empty()
                         ? "The file is empty."
                         : "The first line does not name the columns: it is not UTF-8, or a quote is not "
                           "closed. Correct "
                           "it, or name the encoding.",
                     where};
    }
    m_columns = m_csv.fields();
    auto sorted = m_columns;
    std::sort(sorted.begin(), sorted.end());
    if (const auto twin = std::adjacent_find(sorted.begin(), sorted.end()); twin != sorted.end()) {
        return Error{ErrorCode::InvalidInput,
                     "The first line names the column \"" + displayUtf8(*twin) +
                         "\" twice. Give it two names.",
                     where};
    }
    return {};
}

bool TableReader::next(TableRecord& record)
{
    record.values.clear();
    record.problem.clear();
    return m_json ? nextJson(record) : nextCsv(record);
}

/// Tells what is not UTF-8.
bool TableReader::isText(std::string_view line, TableRecord& record)
{
    if (isValidUtf8(line)) {
        return true;
    }
    if (m_guess.empty()) {
        m_guess = guessEncodings(line).front().name;
    }
    record.problem = decodeText(line.substr(0, std::size_t{1} << 20), "UTF-8").ok()
                         ? "It is not UTF-8."
                         : decodeText(line.substr(0, std::size_t{1} << 20), "UTF-8").error().message;
    record.problem += " The file may be " + m_guess + ". Name its encoding and add it again.";
    return false;
}

bool TableReader::nextJson(TableRecord& record)
{
    LineReader::Line line;
    do {
        if (!m_lines.next(line)) {
            return false;
        }
    } while (!line.tooLong && isEmpty(line.text));
    record.number = ++m_number;
    record.line = line.number;
    if (line.tooLong) {
        record.problem = kTooLong;
    } else if (isText(line.text, record)) {
        readJson(line.text, record);
    }
    return true;
}

void TableReader::readJson(std::string_view line, TableRecord& record)
{
    m_line.assign(line);
    m_scanner.restart(m_line.data(), m_line.data() + m_line.size());
    if (m_scanner.peek() != '{') {
        record.problem = "It is no JSON object.";
        return;
    }
    std::string_view name;
    for (auto object = m_scanner.object(); m_scanner.key(object, name);) {
        TableValue& value = record.values.emplace_back();
        value.name = name;
        if (m_scanner.peek() != '"' || !m_scanner.string(value.text)) {
            value.json = m_scanner.value();
        }
    }
    if (m_scanner.ok() && (m_scanner.peek() != '\0' || !m_scanner.endReached())) {
        m_scanner.fail("more stands behind the object");
    }
    if (!m_scanner.ok()) {
        record.problem = "It is no JSON object: " + std::string(m_scanner.error()) + ", at byte " +
                         withThousands(static_cast<std::int64_t>(m_scanner.offset()) + 1) + " of the line.";
    } else {
        record.problem = faultSentence(m_scanner);
    }
}

bool TableReader::nextCsv(TableRecord& record)
{
    LineReader::Line line;
    do {
        if (!m_lines.next(line)) {
            return false;
        }
    } while (!line.tooLong && isEmpty(line.text) &&
             (m_columns.size() == 1 || line.text.find('\t') == line.text.npos));
    record.number = ++m_number;
    record.line = line.number;
    // After an error one goes on behind the first line: what stands there may be a good record.
    const LineReader::Place behindFirst = m_lines.place();
    m_csv.clear();
    CsvRecord::State state = CsvRecord::State::Open;
    while (state == CsvRecord::State::Open) {
        if (line.tooLong || m_csv.size() > LineReader::kLongest) {
            record.problem = kTooLong;
        } else if (isText(line.text, record)) {
            state = m_csv.take(line.text);
        }
        if (!record.problem.empty() || state != CsvRecord::State::Open) {
            break;
        }
        if (m_readAgain > kMostReadAgain || !m_lines.next(line)) {
            record.problem = "A quote is opened and never closed.";
        }
        if (error()) {
            return false;
        }
        if (!record.problem.empty()) {
            break;
        }
    }
    if (state == CsvRecord::State::Wrong) {
        record.problem =
            "Something stands behind the closing quote of a field. Write a quote inside a field twice.";
    } else if (record.problem.empty() && m_csv.fields().size() != m_columns.size()) {
        record.problem = "It has " + std::to_string(m_csv.fields().size()) +
                         " fields, the first line names " + std::to_string(m_columns.size()) + ".";
    }
    if (!record.problem.empty()) {
        if (m_csv.size() > 0 && m_lines.place().offset != behindFirst.offset) {
            m_readAgain += m_lines.place().offset - behindFirst.offset;
            m_lines.goBack(behindFirst);
        }
        return true;
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        record.values.push_back({m_columns[i], m_csv.fields()[i], {}});
    }
    return true;
}

} // namespace touchstone

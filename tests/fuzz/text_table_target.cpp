#include "core/formats/table_reader.h"
#include "fuzz/input_file.h"
#include "fuzz/targets.h"
#include "touchstone/base/text.h"

namespace touchstone::fuzz {

/// The first byte chooses what the rest is: JSON lines, commas or tabs.
void textTable(std::string_view bytes)
{
    static constexpr TableReader::Kind kKinds[] = {TableReader::Kind::Json, TableReader::Kind::Commas,
                                                   TableReader::Kind::Tabs};
    Bytes input(bytes);
    const auto kind = kKinds[input.byte() % 3];
    const InputFile file(input.rest());
    auto reader = TableReader::open(file.path(), {}, kind);
    if (!reader)
        return;
    TableRecord record;
    std::int64_t number = 0, line = 0;
    while (reader->next(record)) {
        require(record.number == ++number && record.line > line);
        line = record.line;
        if (!record.problem.empty())
            continue;
        require(reader->columns().empty() || record.values.size() == reader->columns().size());
        for (const TableValue& value : record.values)
            require(isValidUtf8(value.name) && isValidUtf8(value.text) && isValidUtf8(value.json) &&
                    (value.text.empty() || value.json.empty()));
    }
    require(!reader->error());
}

} // namespace touchstone::fuzz

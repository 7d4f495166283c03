#include "fuzz/project_base.h"

#include <fstream>
#include <vector>

#include <sqlite3.h>
#include <unistd.h>

#include "fuzz/targets.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr const char* importedText = R"({"info":{"year":2024},"images":[
{"id":1,"file_name":"a.png","width":64,"height":48},{"id":2,"file_name":"b.png","width":64,"height":48}],
"categories":[{"id":1,"name":"car"},{"id":2,"name":"tree"}],"annotations":[
{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,10,12],"area":120,"iscrowd":0,"attributes":{"far":true}},
{"id":2,"image_id":1,"category_id":2,"segmentation":[[1,1,20,1,20,20]],"bbox":[1,1,19,19],"area":180},
{"id":3,"image_id":2,"category_id":1,"iscrowd":1,"segmentation":{"size":[48,64],"counts":[100,10,38,10,2914]}}]})";

struct Folder {
    fs::path path;
    Folder()
    {
        std::error_code code;
        const fs::path memory = "/dev/shm";
        std::string name =
            ((fs::is_directory(memory, code) ? memory : fs::temp_directory_path()) / "touchstone-fuzz-XXXXXX").string();
        require(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder()
    {
        std::error_code code;
        fs::remove_all(path, code);
    }
};

void work(Project& project)
{
    LabelId sky;
    auto labelEdit = addLabelEdit(project, {ScopeKind::Ontology, {}}, "sky", &sky);
    require(labelEdit.ok() && project.applyNow(std::move(*labelEdit)).ok());
    auto reader = project.reader();
    require(reader.ok());
    auto item = (*reader)->item((*reader)->itemKeys()->front());
    auto working = openWorkingLayer(project, **reader, item->id);
    require(working.ok());
    for (int i = 0; i < 4; ++i) {
        Annotation box;
        box.id = AnnotationId::create();
        box.label = sky;
        box.shape = BoxShape{{double(i), 2, 3, 4}};
        Edit edit{EditId::create(), {ScopeKind::Item, item->id}, "Draw a box", i > 1 ? "key" : "",
                  {{std::nullopt, box, working->content.layer().id, 0}}};
        require(working->content.apply(edit).ok());
        require(project.applyNow(Commit{edit, std::exchange(working->start, std::nullopt)}).ok());
    }
    require(project.undoNow({ScopeKind::Item, item->id}).ok());
    project.saveDraft(item->id, "polygon", "{\"points\":[1,2]}");
    project.flush();
}

std::string readAll(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Column {
    std::string table;
    std::string name;
};

/// A database in memory that holds the base, for changes through SQL.
class Altered {
  public:
    Altered()
    {
        const std::string& bytes = baseProject();
        require(sqlite3_open(":memory:", &m_handle) == SQLITE_OK);
        auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
        std::copy(bytes.begin(), bytes.end(), copy);
        const auto size = static_cast<sqlite3_int64>(bytes.size());
        require(sqlite3_deserialize(m_handle, "main", copy, size, size,
                                    SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) == SQLITE_OK);
        run("PRAGMA ignore_check_constraints=ON");
        run("PRAGMA foreign_keys=OFF");
    }
    ~Altered() { sqlite3_close(m_handle); }
    Altered(const Altered&) = delete;
    Altered& operator=(const Altered&) = delete;

    void run(const std::string& sql) { sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr); }
    void set(const std::string& sql, std::int64_t row, std::int64_t number)
    {
        bound(sql, row, [&](sqlite3_stmt* s) { sqlite3_bind_int64(s, 2, number); });
    }
    void set(const std::string& sql, std::int64_t row, std::string_view text, bool blob)
    {
        bound(sql, row, [&](sqlite3_stmt* s) {
            const auto size = static_cast<int>(text.size());
            blob ? sqlite3_bind_blob(s, 2, text.data(), size, SQLITE_TRANSIENT)
                 : sqlite3_bind_text(s, 2, text.data(), size, SQLITE_TRANSIENT);
        });
    }
    std::vector<Column> columns()
    {
        std::vector<Column> all;
        sqlite3_stmt* s = nullptr;
        sqlite3_prepare_v2(m_handle,
                           "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c "
                           "WHERE t.type='table' AND t.sql LIKE '%STRICT%' ORDER BY 1, c.cid",
                           -1, &s, nullptr);
        while (sqlite3_step(s) == SQLITE_ROW)
            all.push_back({reinterpret_cast<const char*>(sqlite3_column_text(s, 0)),
                           reinterpret_cast<const char*>(sqlite3_column_text(s, 1))});
        sqlite3_finalize(s);
        return all;
    }
    std::string bytes()
    {
        sqlite3_int64 size = 0;
        unsigned char* data = sqlite3_serialize(m_handle, "main", &size, 0);
        std::string all(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
        sqlite3_free(data);
        return all;
    }

  private:
    template <class Bind>
    void bound(const std::string& sql, std::int64_t row, Bind bind)
    {
        sqlite3_stmt* s = nullptr;
        if (sqlite3_prepare_v2(m_handle, sql.c_str(), -1, &s, nullptr) == SQLITE_OK) {
            sqlite3_bind_int64(s, 1, row);
            bind(s);
            sqlite3_step(s);
        }
        sqlite3_finalize(s);
    }
    sqlite3* m_handle = nullptr;
};

constexpr std::int64_t numbers[]{0, 1, 2, -1, INT64_MAX, INT64_MIN, std::int64_t{1} << 32, 1000000};

/// One change through SQL: the value of a column in the rows that have the same value as row `n`, or those rows.
void alter(Altered& db, const std::vector<Column>& columns, Bytes& input)
{
    const Column& column = columns[input.u16() % columns.size()];
    const std::string where = " WHERE \"" + column.name + "\" IS (SELECT \"" + column.name + "\" FROM \"" +
                              column.table + "\" LIMIT 1 OFFSET ?1)";
    const std::string update = "UPDATE OR IGNORE \"" + column.table + "\" SET \"" + column.name + "\"=?2" + where;
    const std::int64_t row = input.byte() % 16;
    const std::uint32_t how = input.byte();
    switch (how % 6) {
    case 0:
        return db.set(update, row, numbers[input.byte() % std::size(numbers)]);
    case 1:
        return db.set(update, row, input.byte());
    case 2:
        return db.set(update, row, input.take(input.byte()), false);
    case 3:
        return db.set(update, row, input.take(16), true);
    case 4:
        return db.set("DELETE FROM \"" + column.table + '"' + where, row, 0);
    default:
        // The value of another row, so that references meet in rings.
        return db.set("UPDATE OR IGNORE \"" + column.table + "\" SET \"" + column.name + "\"=(SELECT \"" +
                          column.name + "\" FROM \"" + column.table + "\" LIMIT 1 OFFSET ?2)" + where,
                      row, input.byte() % 16);
    }
}

} // namespace

const fs::path& workFolder()
{
    static const Folder folder;
    return folder.path;
}

const std::string& baseProject()
{
    static const std::string bytes = [] {
        const fs::path json = workFolder() / "base.json", path = workFolder() / "base.touchstone";
        std::ofstream(json) << importedText;
        {
            auto project = Project::create(path, "Base", "anna");
            require(project.ok());
            SilentProgress progress;
            require(importFile(**project, json, {}, progress).ok());
            work(**project);
        }
        return readAll(path);
    }();
    return bytes;
}

std::string alteredProject(std::string_view input)
{
    if (input.starts_with("SQLite format 3"))
        return std::string(input);
    static const std::vector<Column> columns = Altered().columns();
    Bytes bytes(input);
    Altered db;
    for (int changes = bytes.byte() % 8; changes > 0; --changes)
        alter(db, columns, bytes);
    std::string file = db.bytes();
    while (!bytes.empty() && !file.empty()) {
        const std::size_t at = bytes.u24() % file.size();
        const std::uint32_t count = bytes.byte();
        const std::string_view with = bytes.take(1 + count % 16);
        file.replace(at, with.size(), with);
    }
    return file;
}

} // namespace touchstone::fuzz

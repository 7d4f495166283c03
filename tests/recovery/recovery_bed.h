#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>

#include "support/file_bytes.h"
#include "support/temp_folder.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {

/// A folder with a copy of a project file, and eyes for what is in it.
class RecoveryBed : public ::testing::Test {
  protected:
    std::filesystem::path path() const { return folder / "p.touchstone"; }

    static void write(const std::filesystem::path& file, const std::string& bytes)
    {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    }
    /// As another program would.
    static void sql(const std::filesystem::path& file, const std::string& text)
    {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(db, text.c_str(), nullptr, nullptr, &message), SQLITE_OK)
            << text << ": " << (message ? message : "");
        sqlite3_free(message);
        sqlite3_close(db);
    }
    /// All rows of a query, cells quoted, a line a row.
    static std::string rows(const std::filesystem::path& file, const std::string& query)
    {
        sqlite3* db = nullptr;
        std::string text;
        sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
        sqlite3_stmt* statement = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(db, query.c_str(), -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const auto* cell = static_cast<const char*>(sqlite3_column_blob(statement, i));
                text += std::to_string(sqlite3_column_type(statement, i)) + ":" +
                        std::string(cell ? cell : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, i))) + "|";
            }
            text += "\n";
        }
        sqlite3_finalize(statement);
        sqlite3_close(db);
        return text;
    }
    static std::string fixture(const std::string& name)
    {
        return std::string(TOUCHSTONE_TEST_DATA) + "/projects/" + name;
    }
    Result<std::unique_ptr<Project>> open(Project::Mode mode, const OpenOptions& options = {})
    {
        return Project::open(path(), mode, "anna", options);
    }
    std::string exported(const Project& project)
    {
        SilentProgress progress;
        ExportOptions options;
        options.format = "coco";
        const auto done = exportFile(project, folder / "out.json", options, progress);
        EXPECT_TRUE(done) << (done ? "" : done.error().text());
        return bytesOf(folder / "out.json");
    }
    VerifyReport verified(const std::filesystem::path& file)
    {
        SilentProgress progress;
        auto report = verifyProject(file, progress);
        EXPECT_TRUE(report) << (report ? "" : report.error().text());
        return report ? *report : VerifyReport{};
    }
    void expectSound(const std::filesystem::path& file)
    {
        const VerifyReport report = verified(file);
        EXPECT_TRUE(report.ok()) << report.problems.front();
        EXPECT_GT(report.edits, 0);
    }

    TempFolder folder;
};

} // namespace touchstone

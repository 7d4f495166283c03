#include "cli/inputs.h"

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace clitest {
namespace {

void putNumber(std::string& bytes, std::uint32_t value, int size)
{
    for (int i = 0; i < size; ++i) {
        bytes += static_cast<char>((value >> (8 * i)) & 0xFFU);
    }
}

std::string ring(double x, double y)
{
    std::string text;
    for (int i = 0; i < 16; ++i) {
        const double angle = i * 0.39269908169872414;
        text += (i > 0 ? "," : "") + std::to_string(x + 20 * std::cos(angle)) + "," +
                std::to_string(y + 20 * std::sin(angle));
    }
    return text;
}

} // namespace

std::string bmp(int width, int height, unsigned char shade)
{
    const std::uint32_t row = (static_cast<std::uint32_t>(width) * 3 + 3) / 4 * 4;
    const std::uint32_t pixels = row * static_cast<std::uint32_t>(height);
    std::string bytes = "BM";
    putNumber(bytes, 54 + pixels, 4);
    putNumber(bytes, 0, 4);
    putNumber(bytes, 54, 4);
    putNumber(bytes, 40, 4);
    putNumber(bytes, static_cast<std::uint32_t>(width), 4);
    putNumber(bytes, static_cast<std::uint32_t>(height), 4);
    putNumber(bytes, 1, 2);
    putNumber(bytes, 24, 2);
    putNumber(bytes, 0, 4);
    putNumber(bytes, pixels, 4);
    for (int i = 0; i < 4; ++i) {
        putNumber(bytes, 0, 4);
    }
    return bytes + std::string(pixels, static_cast<char>(shade));
}

std::string coco(const std::string& annotations, const std::string& category)
{
    return R"({"images":[{"id":1,"file_name":"a.bmp","width":64,"height":48}],"categories":[{"id":1,"name":")" +
           category + R"("}],"annotations":[)" + annotations + "]}";
}

std::string box(int id, double x, double y, double width, double height)
{
    const auto text = [](double number) { return std::to_string(number); };
    return R"({"id":)" + std::to_string(id) + R"(,"image_id":1,"category_id":1,"iscrowd":0,"area":)" +
           text(width * height) + R"(,"bbox":[)" + text(x) + "," + text(y) + "," + text(width) + "," +
           text(height) + "]}";
}

std::string largeCoco(int count)
{
    constexpr int images = 200;
    std::string text = R"({"images":[)";
    for (int i = 1; i <= images; ++i) {
        text += (i > 1 ? "," : "") + std::string(R"({"id":)") + std::to_string(i) + R"(,"file_name":"big/)" +
                std::to_string(i) + R"(.jpg","width":640,"height":480})";
    }
    text += R"(],"categories":[{"id":1,"name":"leaf"}],"annotations":[)";
    for (int i = 1; i <= count; ++i) {
        text += (i > 1 ? ",\n" : "") + std::string(R"({"id":)") + std::to_string(i) + R"(,"image_id":)" +
                std::to_string(i % images + 1) + R"(,"category_id":1,"iscrowd":0,"segmentation":[[)" +
                ring(40 + i % 500, 40 + i % 300) + "]]}";
    }
    return text + "]}";
}

void makeProject(const Scratch& scratch)
{
    scratch.write("images/a.bmp", bmp(64, 48));
    scratch.write("a.json", coco(box(1, 10, 10, 20, 20)));
    ASSERT_EQ(scratch.run({"new", "p.touchstone"}).code, 0);
    const Outcome outcome = scratch.run({"import", "p.touchstone", "a.json", "--images", "images"});
    ASSERT_EQ(outcome.code, 0) << outcome.out << outcome.err;
}

std::string stateOf(const Scratch& scratch, const std::string& project)
{
    const Outcome info = scratch.run({"info", project, "--json"});
    const Outcome log = scratch.run({"log", project, "--limit", "0", "--json"});
    EXPECT_EQ(info.code, 0) << info.out << info.err;
    EXPECT_EQ(log.code, 0) << log.out << log.err;
    return info.out + log.out;
}

std::string queryText(const std::filesystem::path& file, const std::string& sql)
{
    std::string text;
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    const auto append = [](void* into, int, char** values, char**) {
        *static_cast<std::string*>(into) += std::string(values[0] != nullptr ? values[0] : "") + "\n";
        return 0;
    };
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), append, &text, nullptr), SQLITE_OK) << sql;
    sqlite3_close(database);
    return text;
}

void runSql(const std::filesystem::path& file, const std::string& sql)
{
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
        << (message != nullptr ? message : "");
    sqlite3_free(message);
    sqlite3_close(database);
}

} // namespace clitest

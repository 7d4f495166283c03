#include "crash/crash_bed.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "touchstone/base/progress.h"
#include "touchstone/workflow/backup.h"
#include "touchstone/workflow/verify.h"

namespace touchstone {

namespace fs = std::filesystem;

namespace {

/// Where temporary folders lie from here on.
bool useMemory()
{
    std::error_code code;
    return !fs::is_directory("/dev/shm", code) || ::setenv("TMPDIR", "/dev/shm", 1) == 0;
}
const bool inMemory = useMemory();

} // namespace

Heard Heard::from(const std::vector<std::string>& lines)
{
    Heard heard;
    for (const std::string& line : lines) {
        std::istringstream words(line);
        std::string first, second;
        words >> first >> second;
        if (first == "published")
            heard.published.push_back(second);
        else if (first == "backup")
            heard.backups.push_back(second);
        else if (first == "copied") {
            words >> heard.copies.emplace_back(second, 0).second;
        } else if (first == "moving" || first == "whole")
            heard.whole = first == "whole";
        else if (!first.empty() && std::isdigit(static_cast<unsigned char>(first.front()))) {
            heard.annotations = std::stoul(first);
            heard.sequence = std::stoll(second);
        }
    }
    return heard;
}

CrashBed::CrashBed() = default;
CrashBed::~CrashBed() = default;

void CrashBed::makeAnew()
{
    project.reset();
    for (const auto& entry : fs::directory_iterator(folder.path()))
        fs::remove_all(entry.path());
    create();
    addItems(3);
    addLabel("car");
}

void CrashBed::writeCoco(const std::string& name, int images) const
{
    std::string pictures, boxes;
    for (int i = 1; i <= images; ++i) {
        const std::string number = std::to_string(i), comma = i == 1 ? "" : ",";
        pictures += comma + R"({"id":)" + number + R"(,"file_name":")" + name + "/" + number +
                    R"(.jpg","width":640,"height":480})";
        for (int k = 0; k < 3; ++k)
            boxes += (boxes.empty() ? "" : ",") + std::string(R"({"id":)") + std::to_string(3 * i + k) +
                     R"(,"image_id":)" + number + R"(,"category_id":1,"bbox":[1,2,3,4],"area":12,"iscrowd":0})";
    }
    std::ofstream(folder / (name + ".json"))
        << R"({"images":[)" << pictures << R"(],"categories":[{"id":1,"name":"car"}],"annotations":[)" << boxes << "]}";
}

void CrashBed::expectSound(const fs::path& file)
{
    SilentProgress progress;
    const auto report = verifyProject(file, progress);
    ASSERT_TRUE(report) << report.error().text();
    EXPECT_TRUE(report->ok()) << report->problems.front();
    EXPECT_EQ(report->pendingSources, 0);
}

void CrashBed::expectBackups(const fs::path& project, const std::vector<std::string>& names)
{
    const auto listed = listBackups(project);
    for (const Backup& backup : listed)
        expectSound(backup.file);
    for (const std::string& name : names)
        EXPECT_TRUE(std::any_of(listed.begin(), listed.end(), [&](const Backup& backup) {
            return backup.file.filename() == name;
        })) << name;
}

} // namespace touchstone

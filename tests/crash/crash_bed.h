#pragma once

#include <filesystem>
#include <string>

#include "crash/disk_shim.h"
#include "crash/said.h"
#include "support/how_often.h"
#include "support/project_fixture.h"

namespace touchstone {

/// What the victim had said when it ended.
struct Heard {
    std::size_t annotations = 0; ///< On the item it draws on.
    std::int64_t sequence = 0;
    std::vector<std::string> published;
    std::vector<std::string> backups;
    std::vector<std::pair<std::string, std::size_t>> copies; ///< Names, and how many annotations each must hold.
    bool whole = false; ///< Since the file was moved, all that was stored is in it.

    static Heard from(const std::vector<std::string>& lines);
};

/// A project that programs work on until they are killed.
class CrashBed : public ProjectTest {
  protected:
    /// A disk in memory where there is one: what a killed program wrote is there either way.
    CrashBed();
    ~CrashBed() override;

    /// A project of three items and one label; nothing else is in the folder.
    void makeAnew();
    /// `name`.json: boxes on pictures that are not there.
    void writeCoco(const std::string& name, int images) const;
    static void expectSound(const std::filesystem::path& file);
    /// Backups that are listed are whole, and those of these names are listed.
    static void expectBackups(const std::filesystem::path& project, const std::vector<std::string>& names);
};

} // namespace touchstone

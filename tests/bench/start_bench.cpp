// From starting the program to the first picture painted in its window, watched from outside.

#include <cstdio>
#include <string>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QImageReader>

#include <benchmark/benchmark.h>

#include "app/jobs/job_runner.h"
#include "app/session/project_session.h"
#include "app/shell/workspace.h"
#include "percentiles.h"
#include "window_bed.h"

extern char** environ;

namespace touchstone {
namespace {

constexpr QSize hd{1920, 1080};
/// labelme 5.1.1 for the same folder, the better of its runs.
constexpr double labelmeMs = 600;

/// Milliseconds until the program says that it has painted; negative when it ended without.
double untilPainted(const std::string& program, const std::string& path)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    std::string option = "--until-painted", given = program, place = path;
    char* arguments[] = {given.data(), option.data(), place.data(), nullptr};
    QElapsedTimer timer;
    timer.start();
    pid_t child = 0;
    const int failed = posix_spawn(&child, program.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    char said[8] = {};
    const auto count = failed ? 0 : read(ends[0], said, sizeof said);
    const double elapsed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    close(ends[0]);
    if (!failed)
        waitpid(child, nullptr, 0);
    return count > 0 ? elapsed : -1;
}

void start(benchmark::State& state)
{
    TempFolder folder, settings;
    setenv("XDG_CONFIG_HOME", settings.path().c_str(), 1);
    setenv("XDG_CACHE_HOME", settings.path().c_str(), 1);
    const bool fresh = state.range(0) == 0;
    const auto pictures = folder / "pictures";
    std::filesystem::create_directory(pictures);
    const auto project = folder / "pictures.touchstone";
    if (fresh)
        writePictures(pictures, 1000, hd);
    else
        makeBenchProject(pictures, project, 1000, hd, 0);
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "touchstone";
    Percentiles times;
    for (auto _ : state) {
        if (fresh)
            for (const char* end : {"", "-wal", "-shm", "-lock", "-journal"})
                std::filesystem::remove(project.string() + end);
        const double elapsed = untilPainted(program, fresh ? pictures : project);
        if (elapsed < 0) {
            state.SkipWithError("the program did not paint; is bin/touchstone built?");
            break;
        }
        times.add(state, elapsed);
    }
    times.report(state);
    state.counters["labelme_ratio"] = times.at(0.5) > 0 ? labelmeMs / times.at(0.5) : 0;
}

} // namespace

BENCHMARK(start)
    ->Name("start/folder-of-1000")
    ->ArgName("project")
    ->Arg(1)
    ->Arg(0)
    ->Iterations(7)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

} // namespace touchstone

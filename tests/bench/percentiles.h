#pragma once

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <utility>
#include <vector>

#include <QElapsedTimer>

#include <benchmark/benchmark.h>

namespace touchstone {

/// Times of single steps; a mean hides the one stutter that people notice.
class Percentiles {
  public:
    /// Runs the step, keeps its time and gives it to the benchmark, which needs UseManualTime().
    template <class Step>
    void time(benchmark::State& state, Step&& step)
    {
        const double cpu = threadCpu();
        QElapsedTimer timer;
        timer.start();
        std::forward<Step>(step)();
        keepCpu(threadCpu() - cpu);
        add(state, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    void add(benchmark::State& state, double milliseconds)
    {
        state.SetIterationTime(milliseconds / 1e3);
        keep(milliseconds);
    }
    void keep(double milliseconds) { m_times.push_back(milliseconds); }
    /// What the interface thread computed meanwhile: the same on a busy machine.
    void keepCpu(double milliseconds) { m_cpu.push_back(milliseconds); }
    static double threadCpu()
    {
        timespec spent{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
        return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
    }
    double at(double part) { return at(m_times, part); }
    /// Milliseconds, whatever the benchmark's unit.
    void report(benchmark::State& state)
    {
        state.counters["p50_ms"] = at(0.5);
        state.counters["p95_ms"] = at(0.95);
        state.counters["max_ms"] = at(1);
        if (!m_cpu.empty())
            state.counters["cpu_p50_ms"] = at(m_cpu, 0.5);
        if (!m_cpu.empty())
            state.counters["cpu_p95_ms"] = at(m_cpu, 0.95);
    }

  private:
    static double at(std::vector<double>& times, double part)
    {
        if (times.empty())
            return 0;
        std::sort(times.begin(), times.end());
        const double place = part * static_cast<double>(times.size());
        return times[std::min(times.size() - 1, static_cast<std::size_t>(place))];
    }

    std::vector<double> m_times, m_cpu;
};

} // namespace touchstone

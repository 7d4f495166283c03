#include "touchstone/base/clock.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>

namespace touchstone {

namespace {

std::atomic<Clock> g_clock = nullptr;

} // namespace

void useClock(Clock clock)
{
    g_clock = clock;
}

Timestamp now()
{
    using namespace std::chrono;
    if (const Clock clock = g_clock)
        return clock();
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

std::string toIso8601(Timestamp time)
{
    using namespace std::chrono;
    // A file may claim any time; four digits hold these years.
    constexpr sys_time<microseconds> first = sys_days{year{0} / January / 1};
    constexpr sys_time<microseconds> last = sys_days{year{10000} / January / 1} - microseconds{1};
    const auto point = std::clamp(sys_time<microseconds>{microseconds{time}}, first, last);
    const sys_days day = floor<days>(point);
    const year_month_day date{day};
    const hh_mm_ss<microseconds> clock{point - day};
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

} // namespace touchstone

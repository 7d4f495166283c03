#pragma once

#include <cstdlib>

namespace touchstone {

/// The long forms of the tests are asked for: TOUCHSTONE_LONG=1.
inline bool isLongRun()
{
    const char* asked = std::getenv("TOUCHSTONE_LONG");
    return asked && *asked && *asked != '0';
}

/// How often a test repeats what it does: `usual` times, a third of that with a sanitizer, `often` in the long form,
/// or as its variable says.
inline int howOften(const char* variable, int usual, int often)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    usual = (usual + 2) / 3;
#endif
    const char* asked = std::getenv(variable);
    return asked ? std::atoi(asked) : isLongRun() ? often : usual;
}

} // namespace touchstone

#pragma once

#include <algorithm>

#include "touchstone/base/progress.h"

namespace touchstone {

/// The share of the whole that one part of the work takes.
class ProgressPart : public Progress {
  public:
    /// `whole` may be null; without a word of its own the part passes on what it is told.
    ProgressPart(Progress* whole, double first, double last, const char* what = nullptr)
        : m_whole(whole), m_first(first), m_last(last), m_what(what)
    {
    }
    void report(double fraction, std::string_view what) override
    {
        if (m_whole)
            m_whole->report(m_first + (m_last - m_first) * std::max(0.0, fraction), m_what ? m_what : what);
    }
    bool cancelled() const override { return m_whole && m_whole->cancelled(); }

  private:
    Progress* m_whole;
    double m_first;
    double m_last;
    const char* m_what;
};

} // namespace touchstone

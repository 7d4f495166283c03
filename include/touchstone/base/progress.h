#pragma once

#include <atomic>
#include <string_view>

namespace touchstone {

/// What long work tells, and how it is stopped. `report` is called from the thread that works;
/// `cancelled` may be asked at any time and is cheap. Work that sees `cancelled()` returns
/// ErrorCode::Cancelled and leaves everything as it was.
class Progress {
  public:
    virtual ~Progress() = default;
    /// `fraction` in [0, 1], or negative while the amount is unknown.
    virtual void report(double fraction, std::string_view what) = 0;
    virtual bool cancelled() const = 0;
};

/// Reports to nobody; cancelled by cancel().
class SilentProgress : public Progress {
  public:
    void report(double, std::string_view) override {}
    bool cancelled() const override { return m_cancelled.load(std::memory_order_relaxed); }
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }

  private:
    std::atomic<bool> m_cancelled{false};
};

} // namespace touchstone

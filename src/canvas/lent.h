#pragma once

#include <atomic>
#include <memory>
#include <utility>

namespace touchstone {

/// A value that its owner changes in place while nobody reads it. Readers, on any thread, hold what they were lent; that
/// does not change under them. A count of its own and not std::shared_ptr's, which says nothing of what readers did
/// before they let go.
template <class T>
class Lent {
  public:
    Lent() = default;
    explicit Lent(T value) : m_held(std::make_shared<Held>(std::move(value))) {}
    Lent(Lent&&) noexcept = default;
    Lent& operator=(Lent&&) noexcept = default;

    /// Null where there is none; for the owner.
    const T* get() const { return m_held ? &m_held->value : nullptr; }

    /// To read for as long as it is held; null where there is none.
    std::shared_ptr<const T> lend() const
    {
        if (!m_held)
            return nullptr;
        m_held->readers.fetch_add(1, std::memory_order_relaxed);
        return {&m_held->value, [held = m_held](const T*) { held->readers.fetch_sub(1, std::memory_order_release); }};
    }

    /// To change; null while somebody holds it, or where there is none.
    T* own() { return m_held && m_held->readers.load(std::memory_order_acquire) == 0 ? &m_held->value : nullptr; }

  private:
    struct Held {
        explicit Held(T made) : value(std::move(made)) {}
        T value;
        std::atomic<int> readers{0};
    };
    std::shared_ptr<Held> m_held;
};

} // namespace touchstone

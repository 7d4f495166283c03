#pragma once

#include <memory>
#include <utility>

namespace touchstone {

/// A large immutable payload inside a value: copying shares it, comparing compares the contents.
template <class T>
class Shared {
  public:
    Shared() : m_value(empty()) {}
    Shared(T value) : m_value(std::make_shared<const T>(std::move(value))) {}

    const T& operator*() const { return *m_value; }
    const T* operator->() const { return m_value.get(); }
    friend bool operator==(const Shared& a, const Shared& b)
    {
        return a.m_value == b.m_value || *a.m_value == *b.m_value;
    }

  private:
    static const std::shared_ptr<const T>& empty()
    {
        static const std::shared_ptr<const T> value = std::make_shared<const T>();
        return value;
    }
    std::shared_ptr<const T> m_value;
};

} // namespace touchstone

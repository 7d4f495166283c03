#pragma once

#include <atomic>
#include <filesystem>
#include <forward_list>

namespace touchstone {

/// A path that one thread exchanges (a project that was moved) while others hold references to it: every
/// value it had stays alive.
class LivePath {
  public:
    const std::filesystem::path& get() const { return *m_current.load(); }
    operator const std::filesystem::path&() const { return get(); }
    std::filesystem::path parent_path() const { return get().parent_path(); }
    LivePath& operator=(std::filesystem::path path)
    {
        m_all.push_front(std::move(path));
        m_current = &m_all.front();
        return *this;
    }

  private:
    std::forward_list<std::filesystem::path> m_all{std::filesystem::path()};
    std::atomic<const std::filesystem::path*> m_current{&m_all.front()};
};

} // namespace touchstone

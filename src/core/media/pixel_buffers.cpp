#include "core/media/pixel_buffers.h"

#include <algorithm>
#include <mutex>

namespace touchstone {

namespace {

using Buffer = std::vector<std::uint8_t>;

constexpr std::size_t maxIdleBytes = std::size_t{128} << 20;

class IdleBuffers {
  public:
    std::unique_ptr<Buffer> take(std::size_t bytes)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(m_idle.begin(), m_idle.end(), [bytes](const auto& buffer) {
            return buffer->size() >= bytes && buffer->size() / 2 <= bytes;
        });
        if (found == m_idle.end())
            return nullptr;
        std::unique_ptr<Buffer> buffer = std::move(*found);
        m_idle.erase(found);
        m_bytes -= buffer->capacity();
        return buffer;
    }
    void give(std::unique_ptr<Buffer> buffer)
    {
        const std::lock_guard lock(m_mutex);
        m_bytes += buffer->capacity();
        m_idle.push_back(std::move(buffer));
        while (m_bytes > maxIdleBytes) {
            m_bytes -= m_idle.front()->capacity();
            m_idle.erase(m_idle.begin());
        }
    }

  private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Buffer>> m_idle;
    std::size_t m_bytes = 0;
};

} // namespace

std::shared_ptr<Buffer> takePixelBuffer(std::size_t bytes)
{
    // Each picture holds the list, so that one outliving main() still has a place to return to.
    static const auto idle = std::make_shared<IdleBuffers>();
    std::unique_ptr<Buffer> buffer = idle->take(bytes);
    if (!buffer)
        buffer = std::make_unique<Buffer>();
    buffer->resize(bytes);
    return {buffer.release(), [list = idle](Buffer* done) { list->give(std::unique_ptr<Buffer>(done)); }};
}

} // namespace touchstone

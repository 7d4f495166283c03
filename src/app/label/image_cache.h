#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include <QObject>
#include <QSize>
#include <QString>

#include "canvas/image_picture.h"

namespace touchstone {

/// A decoded picture, or why there is none.
struct Picture {
    enum class State { Preview, Sharp, Missing, Broken };
    State state = State::Preview;
    /// Empty when it is missing or broken. Smaller than fullSize while it is a preview.
    ImageLevels levels;
    QSize fullSize;
    int orientation = 0;
    std::int64_t bytes = 0;
    /// For Broken: the sentence of the decoder.
    QString problem;
};

struct PictureRequest {
    std::int64_t key = 0; ///< Of the item.
    std::filesystem::path path;
};

/// Decodes on threads of its own and keeps what was used last within a byte budget. A big picture comes
/// twice: first reduced, then sharp.
class ImageCache : public QObject {
    Q_OBJECT
  public:
    explicit ImageCache(std::int64_t budget, QObject* parent = nullptr);
    /// Waits for the decodes under way.
    ~ImageCache() override;

    /// Null while it is not decoded.
    const Picture* find(std::int64_t key) const;
    /// Decodes `front` before all else, then `ahead` in its order. What was asked before and is not among
    /// them is dropped from the queue, so that holding a key never piles up work.
    void want(const PictureRequest& front, const std::vector<PictureRequest>& ahead);
    /// The longer side of the view, in device pixels: what the first, reduced decode has to fill.
    void setViewSide(int pixels) { m_viewSide = pixels; }
    /// After a medium was located or replaced.
    void forgetAll();
    std::int64_t bytesHeld() const;
    std::int64_t budget() const;

  Q_SIGNALS:
    /// find(key) has something new.
    void ready(qint64 key);

  protected:
    void customEvent(QEvent* event) override;

  private:
    struct State;
    void take(std::int64_t key, Picture picture, std::uint64_t epoch);
    std::unique_ptr<State> m_state;
    int m_viewSide = 1600;
};

} // namespace touchstone

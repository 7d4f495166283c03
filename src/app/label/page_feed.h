#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include "canvas/canvas_page.h"
#include "touchstone/model/objects.h"

namespace touchstone {

class Canvas;
class ImageCache;
class ProjectSession;
class ViewMarks;

/// Makes the neighbours of the item in front ready to be shown: reads them ahead and, as soon as they are
/// decoded, builds and paints their pages on a worker.
class PageFeed : public QObject {
    Q_OBJECT
  public:
    PageFeed(ProjectSession& session, Canvas& canvas, ImageCache& images, ViewMarks& marks,
             QObject* parent = nullptr);
    /// Waits for the page that is being made.
    ~PageFeed() override;

    /// These and no others, most likely first.
    void want(const std::vector<Item>& items);
    /// Something changed that pages depend on; looked at when it is quiet again.
    void refreshSoon();
    /// The page of the item that was just opened, if it was made from the same reading; else null.
    std::shared_ptr<CanvasPage> take(const Item& item);
    /// Lets a worker destroy it.
    void dispose(std::shared_ptr<CanvasPage> page);

  private:
    struct Made {
        std::uint64_t ticket = 0;
        qint64 picture = 0;
        PageSetting setting;
        std::shared_ptr<CanvasPage> page; ///< Null while it is being made.
    };
    void update();
    void start(const Item& item);

    ProjectSession& m_session;
    Canvas& m_canvas;
    ImageCache& m_images;
    ViewMarks& m_marks;
    std::vector<Item> m_wanted;
    std::unordered_map<std::int64_t, Made> m_made;
    QTimer m_soon, m_later;
    QThreadPool m_pool;
};

} // namespace touchstone

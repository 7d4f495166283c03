#pragma once

#include <vector>

#include <QObject>
#include <QSize>

#include "touchstone/model/objects.h"

namespace touchstone {

class Canvas;
class ImageCache;
class MissingNotice;
class ProjectSession;
class ThumbnailCache;
struct CanvasPage;
struct ImageLevels;
struct Picture;

/// Brings the picture of the item in front to the canvas: at once when it is decoded, else the thumbnail
/// while it is; says what is wrong when there is none; keeps the neighbours decoded.
class ImageFeed : public QObject {
    Q_OBJECT
  public:
    ImageFeed(ProjectSession& session, ImageCache& cache, Canvas& canvas, MissingNotice& notice,
              ThumbnailCache& thumbnails, QObject* parent = nullptr);

    /// `page`, when it is not null, was made for this item. True if it was used, and with it the canvas shows
    /// the annotations too.
    bool show(const Item& item, CanvasPage* page = nullptr);
    /// Items that are likely to come next, most likely first.
    void setAhead(const std::vector<Item>& ahead);
    void clear();
    /// After files were located: everything is looked for again.
    void forgetAll();
    /// In image pixels; empty while it is not known.
    QSize size() const { return m_size; }
    /// What is wrong with the picture, in a sentence; empty for nothing.
    const QString& problem() const { return m_problem; }
    /// The picture of the item, reduced or sharp, or what is wrong with it, is on the canvas.
    bool isPresented() const;
    ImageCache& cache() { return m_cache; }
    /// The one in front; its key is 0 for none.
    const Item& item() const { return m_item; }

  Q_SIGNALS:
    /// size() is known now, or is another one.
    void sizeChanged();
    void problemChanged(const QString& sentence);
    /// Something about the picture that the user should know.
    void remark(const QString& sentence);
    /// The thumbnail and the row can be read again.
    void factsLearned();

  private:
    void want();
    void present(const Picture& picture);
    void presentProblem(const Picture& picture);
    void setProblem(const QString& sentence, const QString& action = {});
    /// The first picture of an item replaces all that the canvas shows; later ones only the pixels.
    void put(const ImageLevels& levels, QSize size);
    void tell(QSize size);
    void learn(const Picture& picture);

    ProjectSession& m_session;
    ImageCache& m_cache;
    Canvas& m_canvas;
    MissingNotice& m_notice;
    ThumbnailCache& m_thumbnails;
    Item m_item;
    std::vector<Item> m_ahead;
    QSize m_size;
    bool m_begun = false;
    bool m_aheadWaits = false; ///< The neighbours are asked for when the front one is decoded.
    QString m_problem;
};

} // namespace touchstone

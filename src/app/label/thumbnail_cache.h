#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include <QObject>
#include <QPixmap>

namespace touchstone {

/// Small pictures for lists: decoded on a thread of its own, newest request first, kept in memory within a
/// bound and in the user's cache folder, by project.
class ThumbnailCache : public QObject {
    Q_OBJECT
  public:
    /// Longer side in pixels of what is kept.
    static constexpr int side = 192;

    explicit ThumbnailCache(const QString& projectId, QObject* parent = nullptr);
    ~ThumbnailCache() override;

    struct Thumbnail {
        QPixmap pixmap;
        bool missing = false;  ///< There is no file; without it and a pixmap the file is broken.
        bool tooLarge = false; ///< It would take more memory than a picture may.
        QSize fullSize;        ///< Of the file as it is now; none where it cannot be read.
    };
    /// Null while it is not known: then it is asked for, and ready() follows.
    const Thumbnail* find(std::int64_t key, const std::filesystem::path& path);
    void forgetAll();

  Q_SIGNALS:
    void ready(qint64 key);

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace touchstone

#pragma once

#include <optional>
#include <vector>

#include <QObject>

#include "touchstone/geometry/exclusive.h"
#include "touchstone/model/edit.h"

namespace touchstone {

class LabelContext;
class ProjectSession;

/// Where each pixel belongs to one mask at most: which pixels of the item in front no mask has, kept up by
/// what Edits change.
class UnlabelledFeed : public QObject {
    Q_OBJECT
  public:
    UnlabelledFeed(ProjectSession& session, LabelContext& context, QObject* parent = nullptr);

    /// Pixels without a mask; none while masks may overlap or the size of the picture is not known.
    std::optional<std::uint64_t> count() const;
    /// Shown by the tools that paint masks.
    void setShown(bool shown);
    /// Another item, another picture, or other rules.
    void restart();

  Q_SIGNALS:
    void changed();

  private:
    std::vector<const Mask*> masks() const;
    void follow(const Edit& edit);
    void tell();

    LabelContext& m_context;
    std::optional<Unlabelled> m_pixels;
    std::int32_t m_width = 0;
    std::int32_t m_height = 0;
    bool m_shown = false;
};

} // namespace touchstone

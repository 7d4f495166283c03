#pragma once

#include <unordered_set>
#include <vector>

#include <QObject>

#include "touchstone/base/ids.h"

namespace touchstone {

/// What the user hid or locked while looking: a matter of the view, not stored.
class ViewMarks : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

    bool isHidden(const AnnotationId& id) const { return m_hidden.contains(id); }
    bool isLocked(const AnnotationId& id) const { return m_locked.contains(id); }
    bool isHidden(const LabelId& label) const { return m_hiddenLabels.contains(label); }
    bool isLocked(const LabelId& label) const { return m_lockedLabels.contains(label); }
    bool anythingHidden() const { return !m_hidden.empty() || !m_hiddenLabels.empty(); }
    bool anythingLocked() const { return !m_locked.empty() || !m_lockedLabels.empty(); }
    /// Shown whatever is hidden.
    bool isExempt(const AnnotationId& id) const { return id == m_exempt; }
    /// While a key is held nothing is shown, so that the picture is seen.
    bool isPeeking() const { return m_peeking; }

    void setHidden(const std::vector<AnnotationId>& ids, bool on);
    void setLocked(const std::vector<AnnotationId>& ids, bool on);
    void setHidden(const LabelId& label, bool on);
    void setLocked(const LabelId& label, bool on);
    void showAll();
    void setPeeking(bool on);
    /// Null for none.
    void setExempt(const AnnotationId& id);

  Q_SIGNALS:
    void changed();

  private:
    std::unordered_set<AnnotationId> m_hidden;
    std::unordered_set<AnnotationId> m_locked;
    std::unordered_set<LabelId> m_hiddenLabels;
    std::unordered_set<LabelId> m_lockedLabels;
    AnnotationId m_exempt;
    bool m_peeking = false;
};

} // namespace touchstone

#pragma once

#include <QObject>

namespace touchstone {

class Canvas;
class LabelContext;

/// Marks on the canvas what shares a group or a bond with the hovered shape, or else with the selection.
class RelatedMarks : public QObject {
    Q_OBJECT
  public:
    RelatedMarks(LabelContext& context, QObject* parent = nullptr);
    void refresh();

  private:
    LabelContext& m_context;
};

} // namespace touchstone

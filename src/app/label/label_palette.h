#pragma once

#include <vector>

#include <QFrame>

#include "app/label/label_fit.h"
#include "touchstone/base/ids.h"

class QLineEdit;

namespace touchstone {

class PaletteModel;
class ProjectSession;
class UniformListView;

/// Type-ahead for a label at the cursor: recent ones first, an unknown name is offered to be created.
class LabelPalette : public QFrame {
    Q_OBJECT
  public:
    explicit LabelPalette(ProjectSession& session, QWidget* parent);

    /// Opens at `place` (in the parent), with `preset` marked. What `fit` refuses is grey and not chosen.
    void open(const QPoint& place, const QString& heading, const LabelId& preset, const LabelFit& fit = {});
    /// Puts the label first next time.
    void remember(const LabelId& label);
    const std::vector<LabelId>& recent() const { return m_recent; }
    void setRecent(std::vector<LabelId> recent) { m_recent = std::move(recent); }
    QLineEdit& field() { return *m_field; }
    UniformListView& view() { return *m_view; }

  Q_SIGNALS:
    void chosen(touchstone::LabelId label);
    void creationWanted(const QString& name);
    void gaveUp();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void textChanged(const QString& text);
    void choose();
    void close(bool givenUp);
    void step(int by);
    void fitHeight();
    bool isRefused(int row) const;

    ProjectSession& m_session;
    QLineEdit* m_field;
    PaletteModel* m_model;
    UniformListView* m_view;
    std::vector<LabelId> m_recent;
    QPoint m_place;
    LabelFit m_fit;
    bool m_closing = false;
};

} // namespace touchstone

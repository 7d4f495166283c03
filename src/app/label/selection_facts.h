#pragma once

#include <vector>

#include <QString>
#include <QWidget>

#include "touchstone/model/annotation.h"

namespace touchstone {

/// A line of what is known of a selection.
struct Fact {
    QString name;
    QString value;
    friend bool operator==(const Fact&, const Fact&) = default;
};

/// Size, area, score, crowd flag and attributes; values that differ between the annotations say so.
std::vector<Fact> factsOf(const std::vector<Annotation>& annotations);

/// The facts as a table of two columns, below the instance list.
class SelectionFacts : public QWidget {
    Q_OBJECT
  public:
    explicit SelectionFacts(QWidget* parent = nullptr);
    void show(const QString& title, std::vector<Fact> facts);
    const std::vector<Fact>& facts() const { return m_facts; }
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_title;
    std::vector<Fact> m_facts;
};

} // namespace touchstone

#pragma once

#include <memory>
#include <vector>

#include <QDialog>
#include <QTimer>

#include "app/jobs/latest_job.h"
#include "touchstone/workflow/relabel.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace touchstone {

/// Asks which label becomes which, and where; counts meanwhile what would change.
class ReplaceDialog : public QDialog {
    Q_OBJECT
  public:
    enum class Where { Selection, Image, List, All };
    /// What the dialog looks at.
    struct Scene {
        Project& project;
        JobRunner& jobs;
        /// Of the item in front: what is on the screen, and of that what may be changed.
        LayerContent front;
        std::vector<AnnotationId> changeable;
        std::vector<AnnotationId> selection;
        bool frontDone = false;
        TaskFilter list;
        LabelId from;
        bool isText = false;
    };
    explicit ReplaceDialog(Scene scene, QWidget* parent = nullptr);
    ~ReplaceDialog() override;

    Where where() const;
    LabelId from() const;
    LabelId to() const;
    bool doneToo() const;
    /// What is to change on the item in front, for Selection and Image.
    LayerReplacement inFront() const;
    TaskFilter filter() const { return where() == Where::List ? m_scene.list : TaskFilter{}; }

  private:
    struct News;
    void recount();
    void countItems();
    void stopCounting();
    void show(const LabelReplacementReport& report, bool complete);

    Scene m_scene;
    QComboBox* m_from;
    QComboBox* m_to;
    QComboBox* m_where;
    QCheckBox* m_done;
    QLabel* m_count;
    QPushButton* m_replace;
    std::shared_ptr<News> m_news;
    QTimer m_look;
    LatestJob m_counting;
};

/// "3 shapes", and of texts "3 annotations".
QString shapesText(std::int64_t count, bool isText);

} // namespace touchstone

#pragma once

#include <memory>

#include <QDialog>
#include <QTimer>

#include "app/jobs/latest_job.h"
#include "touchstone/formats/prelabel.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace touchstone {

/// Asks for rules, typed or in a file, and shows what they would propose.
class PrelabelDialog : public QDialog {
    Q_OBJECT
  public:
    struct Scene {
        Project& project;
        JobRunner& jobs;
        /// Key of the text in front.
        std::int64_t front = 0;
    };
    explicit PrelabelDialog(Scene scene, QWidget* parent = nullptr);
    ~PrelabelDialog() override;

    /// What was counted last.
    const PrelabelRequest& request() const { return m_request; }

  private:
    /// What a job found out.
    struct Counted {
        PrelabelRequest request;
        PrelabelReport report;
    };
    void chooseFile();
    void countSoon();
    void count();
    void stop();
    void show(const Counted& counted);

    Scene m_scene;
    PrelabelRequest m_request;
    QLineEdit* m_file;
    QPlainTextEdit* m_typed;
    QCheckBox* m_ignoreCase;
    QComboBox* m_where;
    QTreeWidget* m_rules;
    QLabel* m_status;
    QPushButton* m_propose;
    QTimer m_soon;
    LatestJob m_job;
};

} // namespace touchstone

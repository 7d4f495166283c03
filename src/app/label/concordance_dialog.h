#pragma once

#include <memory>

#include <QDialog>
#include <QTimer>

#include "app/jobs/latest_job.h"
#include "touchstone/workflow/text_hits.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace touchstone {

class ConcordanceModel;
class UniformListView;

/// All places of words or of an expression in the whole project, and what is done with them.
class ConcordanceDialog : public QDialog {
    Q_OBJECT
  public:
    ConcordanceDialog(Project& project, JobRunner& jobs, QWidget* parent = nullptr);
    ~ConcordanceDialog() override;

    /// Looks for these; with none for what stands in the field.
    void look(const QString& words = {});
    void setLabel(const LabelId& label);
    ConcordanceModel& model() { return *m_model; }

  Q_SIGNALS:
    void openWanted(qint64 item, const touchstone::TextPlace& place);
    void labelWanted(const touchstone::PlaceLabelling& request);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    struct News;
    QToolButton* toggle(const char* name, const QString& text, const QString& tip);
    void fillLabels();
    void takeNews();
    void ended(const Result<TextHitReport>& report);
    void stop();
    void showChecked();
    void openRow(int row);
    void askLabel();

    Project& m_project;
    ConcordanceModel* m_model;
    UniformListView* m_view;
    QLineEdit* m_field;
    QToolButton* m_case = nullptr;
    QToolButton* m_words = nullptr;
    QToolButton* m_expression = nullptr;
    QPushButton* m_search;
    QLabel* m_status;
    QComboBox* m_labels;
    QPushButton* m_label;
    std::shared_ptr<News> m_news;
    QTimer m_take;
    LatestJob m_job;
};

} // namespace touchstone

#pragma once

#include <memory>

#include <QObject>

#include "touchstone/workflow/media.h"

namespace touchstone {

class ProjectSession;

/// Looks at the files of a project on a thread that gives way to everything else: takes their hashes, and
/// tells which are missing or changed. Begins a little after the project was opened and again after pictures
/// came.
class MediaWatch : public QObject {
    Q_OBJECT
  public:
    /// `session` lives longer.
    explicit MediaWatch(ProjectSession& session, QObject* parent = nullptr);
    /// Stops what is under way and waits.
    ~MediaWatch() override;

  Q_SIGNALS:
    /// All files were looked at.
    void surveyed(const touchstone::MediaSurvey& survey);

  private:
    void begin();
    void stop();

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace touchstone

#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QString>

#include "support/temp_folder.h"
#include "touchstone/base/ids.h"

namespace touchstone {

class JobRunner;
class ProjectSession;
class TextView;
class Workspace;

/// The real label workspace of 1600 × 1000 over a project of texts with spans, driven by keys. Labels have the
/// keys 1 to 5: NOUN, VERB, ADJ, ADV, PERSON.
class TextWindowBed {
  public:
    TextWindowBed(int texts, std::size_t bytes, int spans);
    ~TextWindowBed();

    /// Milliseconds from a key, as the window system sends it to the text, until the text has been painted.
    double keyToPaint(int key, const QString& typed = {}, Qt::KeyboardModifiers modifiers = {});
    /// Of the last one: what the interface thread computed in it.
    double cpu() const { return m_cpu; }
    void key(int key, Qt::KeyboardModifiers modifiers = {});
    /// Lets events, jobs and what is made ready ahead come to rest.
    void settle(int restMs);
    std::int64_t front() const;
    int annotationsInFront() const;

    TempFolder folder;
    std::unique_ptr<ProjectSession> session;
    std::unique_ptr<JobRunner> jobs;
    std::unique_ptr<Workspace> workspace;
    TextView* view = nullptr;

  private:
    struct Watch;
    std::unique_ptr<Watch> m_watch;
    double m_cpu = 0;
};

} // namespace touchstone

#include "text_window_bed.h"

#include <cstdio>
#include <cstdlib>
#include <random>

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include "app/jobs/job_runner.h"
#include "app/session/project_session.h"
#include "app/shell/workspace.h"
#include "app/theme/theme.h"
#include "percentiles.h"
#include "textview/text_view.h"
#include "touchstone/base/sha256.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {
namespace {

[[noreturn]] void giveUp(const std::string& why)
{
    std::fprintf(stderr, "touchstone-bench: %s\n", why.c_str());
    std::exit(2);
}

template <class T>
T must(Result<T> result)
{
    if (!result)
        giveUp(result.error().text());
    return std::move(*result);
}

/// Words of Latin letters with some that take two bytes, in paragraphs.
std::string proseOf(std::size_t bytes, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> letters(2, 11), letter('a', 'z'), paragraph(40, 140);
    std::string text;
    int words = paragraph(random);
    while (text.size() < bytes) {
        for (int count = letters(random); count > 0; --count)
            text += static_cast<char>(letter(random));
        if (random() % 9 == 0)
            text += "é";
        const bool ends = --words == 0;
        if (ends)
            words = paragraph(random);
        text += ends ? '\n' : ' ';
    }
    return text;
}

void makeTexts(const std::filesystem::path& path, int texts, std::size_t bytes, int spans)
{
    auto project = must(Project::create(path, "Bench", "bench"));
    auto start = must(project->beginSource(
        {"doccano", "bench", sha256("bench"), "{}", "bench", LayerRole::GroundTruth, true}));
    SourceWriter& writer = *start.writer;
    const RootId root = must(writer.root(path.parent_path()));
    std::vector<LabelId> labels;
    for (const char* name : {"NOUN", "VERB", "ADJ", "ADV", "PERSON"})
        labels.push_back(must(writer.label(name)));
    for (int i = 0; i < texts; ++i) {
        Document document;
        document.blocks.push_back({{}, proseOf(bytes, 7U + static_cast<unsigned>(i))});
        SourceWriter::NewItem item{"text", root, "book_" + std::to_string(100 + i) + ".txt"};
        item.document = &document;
        const auto made = must(writer.item(item));
        const std::int64_t layer = must(writer.layer(made.key));
        std::mt19937 random(31U + static_cast<unsigned>(i));
        const auto length = static_cast<std::int64_t>(bytes * 9 / 10);
        for (int n = 0; n < spans; ++n) {
            Annotation span;
            span.label = labels[static_cast<std::size_t>(n) % labels.size()];
            const std::int64_t at = static_cast<std::int64_t>(random()) % (length - 60);
            span.shape = SpanShape{std::vector<TextRange>{{at, at + 3 + static_cast<std::int64_t>(random() % 24)}}};
            if (const auto added = writer.annotation(layer, span, {}); !added)
                giveUp(added.error().text());
        }
    }
    if (const auto published = writer.publish("{}"); !published)
        giveUp(published.error().text());
}

} // namespace

/// Notes when the text has been painted.
struct TextWindowBed::Watch : QObject {
    explicit Watch(QWidget& viewport) : watched(viewport)
    {
        clock.start();
        viewport.installEventFilter(this);
    }
    double now() const { return static_cast<double>(clock.nsecsElapsed()) / 1e6; }
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (object != &watched || event->type() != QEvent::Paint || inside)
            return false;
        inside = true;
        QCoreApplication::sendEvent(&watched, event);
        inside = false;
        painted = now();
        cpuPainted = Percentiles::threadCpu();
        ++count;
        return true;
    }
    QWidget& watched;
    QElapsedTimer clock;
    bool inside = false;
    double painted = 0, cpuPainted = 0;
    int count = 0;
};

TextWindowBed::TextWindowBed(int texts, std::size_t bytes, int spans)
{
    const auto path = folder / "bench.touchstone";
    makeTexts(path, texts, bytes, spans);
    applyTheme(*qApp, ThemeKind::Dark);
    session = std::make_unique<ProjectSession>(must(Project::open(path, Project::Mode::ReadWrite, "bench")));
    jobs = std::make_unique<JobRunner>();
    workspace.reset(makeLabelWorkspace(*session, *jobs, nullptr));
    workspace->resize(1600, 1000);
    workspace->show();
    QApplication::setActiveWindow(workspace.get());
    view = workspace->findChild<TextView*>(QStringLiteral("textView"));
    view->setFocus();
    m_watch = std::make_unique<Watch>(*view->viewport());
    settle(600);
}

TextWindowBed::~TextWindowBed()
{
    m_watch.reset();
    workspace.reset();
    jobs.reset();
    session.reset();
}

double TextWindowBed::keyToPaint(int key, const QString& typed, Qt::KeyboardModifiers modifiers)
{
    const double cpu = Percentiles::threadCpu();
    const double from = m_watch->now();
    const int before = m_watch->count;
    QTest::sendKeyEvent(QTest::Press, view, Qt::Key(key), typed, modifiers);
    if (m_watch->count == before) {
        // What was marked is painted now: the platform would wait for the next frame.
        QEvent request(QEvent::UpdateRequest);
        QCoreApplication::sendEvent(workspace.get(), &request);
    }
    if (m_watch->count == before)
        giveUp("the text was not painted after a key");
    const double painted = m_watch->painted - from;
    m_cpu = m_watch->cpuPainted - cpu;
    QTest::sendKeyEvent(QTest::Release, view, Qt::Key(key), typed, modifiers);
    return painted;
}

void TextWindowBed::key(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::sendKeyEvent(QTest::Press, view, Qt::Key(key), QString(), modifiers);
    QTest::sendKeyEvent(QTest::Release, view, Qt::Key(key), QString(), modifiers);
}

void TextWindowBed::settle(int restMs)
{
    QElapsedTimer rest;
    rest.start();
    while (rest.elapsed() < restMs || !jobs->jobs().empty()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        QTest::qSleep(1);
    }
}

std::int64_t TextWindowBed::front() const
{
    return session->working() ? session->working()->item.key : 0;
}

int TextWindowBed::annotationsInFront() const
{
    return session->working() ? static_cast<int>(session->working()->content.annotations().size()) : 0;
}

} // namespace touchstone

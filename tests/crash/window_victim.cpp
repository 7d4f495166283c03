// The real window on the project "test.touchstone" of the folder it is started in, worked on by mouse and keys until
// it is killed: window_crash_test.cpp reads what it says. Usage: window-victim make | draw | close | retry
#include <random>

#include <QApplication>
#include <QPainter>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/main_window.h"
#include "app/theme/theme.h"
#include "canvas/canvas.h"
#include "crash/gestures.h"
#include "crash/said.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/source_writer.h"

using namespace touchstone;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPictures = 3;
constexpr QSize kSize{400, 300};

int makeProject()
{
    auto project = Project::create("test.touchstone", "Streets", "anna");
    if (!project)
        return 3;
    auto label = addLabelEdit(**project, {ScopeKind::Ontology, {}}, "car");
    if (!label || !(*project)->applyNow(std::move(*label)))
        return 4;
    auto start = (*project)->beginSource({"files", "pictures", {}, "{}", "anna", LayerRole::Work, true});
    const auto root = start->writer->root(std::filesystem::current_path());
    for (int i = 0; i < kPictures; ++i) {
        QImage image(kSize, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(i * 60, 90, 200));
        const QString name = u"street_%1.png"_s.arg(i);
        if (!image.save(name) || !start->writer->item({"image", *root, fromQt(name), 0, 0, 0, 0}))
            return 5;
    }
    return start->writer->publish("{}") ? 0 : 6;
}

/// A hand at the mouse. Every gesture makes one edit; "begun N" is said before it, "saved N" when the window says so.
class Hand {
  public:
    /// An undo that is refused is told and forgotten, so it is no gesture to try again.
    Hand(MainWindow& window, bool undoes) : m_window(window), m_undoes(undoes) {}

    /// Waits until the first picture can be drawn on, or the disk has failed before that.
    void open()
    {
        m_window.openPaths({std::filesystem::absolute("test.touchstone")});
        waitFor(10, [&] {
            ProjectSession* session = m_window.desk().session();
            m_canvas = m_window.workspace() ? m_window.findChild<Canvas*>() : nullptr;
            const bool stopped = session && session->saveState().kind == SaveState::Kind::Stopped;
            return session && (session->isEditable() || stopped) && m_canvas && m_canvas->imageSize() == kSize;
        });
        QObject::connect(&session(), &ProjectSession::saveStateChanged, [this] { tell(); });
        m_said("start " + std::to_string(gesturesIn(session().reader())));
        if (!session().isEditable())
            tell();
    }
    /// False when the window takes no more.
    bool gesture()
    {
        if (!session().isEditable())
            return false;
        m_said("begun " + std::to_string(++m_begun));
        const std::size_t before = session().working()->content.annotations().size();
        if (m_undoes && before > 2 && m_random() % 6 == 0) {
            QTest::keyClick(m_canvas, Qt::Key_Z, Qt::ControlModifier);
            // It is carried out when the writer has answered.
            waitFor(12, [&] { return session().saveState().kind != SaveState::Kind::Saving; });
        } else {
            QTest::keyClick(m_canvas, Qt::Key_R);
            drag({10.0 + double(m_random() % 300), 10.0 + double(m_random() % 200)});
            if (session().working()->content.annotations().size() != before + 1)
                ::_exit(11);
        }
        m_given = m_begun;
        if (m_random() % 5 == 0)
            page();
        // Now and then the hand is faster than the answers.
        if (m_random() % 3)
            QApplication::processEvents();
        return true;
    }
    ProjectSession& session() { return *m_window.desk().session(); }
    const Said& said() const { return m_said; }
    static void waitFor(int code, const std::function<bool()>& holds)
    {
        if (!QTest::qWaitFor(holds, 20000))
            ::_exit(code);
    }

  private:
    void tell()
    {
        const SaveState& state = session().saveState();
        if (state.kind == SaveState::Kind::Saved)
            m_said("saved " + std::to_string(m_given));
        else if (state.kind == SaveState::Kind::Refused || state.kind == SaveState::Kind::Stopped)
            m_said("refused " + fromQt(state.reason));
    }
    void drag(Point from)
    {
        const auto at = [this](double x, double y) { return m_canvas->view().toWidget(Point{x, y}).toPoint(); };
        QTest::mousePress(m_canvas, Qt::LeftButton, {}, at(from.x, from.y));
        for (const double part : {0.5, 1.0}) {
            const QPoint to = at(from.x + 60 * part, from.y + 40 * part);
            QMouseEvent event(QEvent::MouseMove, to, m_canvas->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(m_canvas, &event);
        }
        QTest::mouseRelease(m_canvas, Qt::LeftButton, {}, at(from.x + 60, from.y + 40));
    }
    void page()
    {
        const ItemId before = session().working()->item.id;
        const Qt::Key key = m_random() % 2 ? Qt::Key_D : Qt::Key_A;
        QTest::keyClick(m_canvas, key);
        // There is none before the first and after the last one.
        const bool turned =
            QTest::qWaitFor([&] { return session().working()->item.id != before && m_canvas->imageSize() == kSize; }, 100);
        static_cast<void>(turned);
    }

    const Said m_said{"."};
    MainWindow& m_window;
    bool m_undoes;
    Canvas* m_canvas = nullptr;
    std::mt19937 m_random{std::random_device{}()};
    int m_begun = 0;
    /// Those that the window was given. While it takes one, it may still hear that the undo before it is stored.
    int m_given = 0;
};

} // namespace

int main(int argc, char** argv)
{
    const QString what = QString::fromLatin1(argc > 1 ? argv[1] : "");
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, u"settings"_s);
    QApplication::setOrganizationName(u"touchstone-test"_s);
    if (what == u"make"_s)
        return makeProject();
    applyTheme(application, ThemeKind::Dark);
    MainWindow window([](ProjectSession& session, JobRunner& jobs, QWidget* parent) {
        return std::vector<Workspace*>{makeLabelWorkspace(session, jobs, parent)};
    });
    window.resize(1280, 800);
    window.show();
    QApplication::setActiveWindow(&window);
    Hand hand(window, what != u"retry"_s);
    hand.open();
    if (what == u"draw"_s) {
        while (hand.gesture())
            ;
        return 13;
    }
    for (int i = 0; i < 12 && hand.gesture(); ++i)
        ;
    const auto answered = [&] { return hand.session().saveState().kind != SaveState::Kind::Saving; };
    Hand::waitFor(14, answered);
    if (what == u"retry"_s && hand.session().saveState().kind != SaveState::Kind::Saved) {
        hand.session().retry();
        // What became of it is told by events.
        hand.session().project().flush();
        QTest::qWait(50);
        Hand::waitFor(15, answered);
        hand.said()(hand.session().saveState().kind == SaveState::Kind::Saved ? "retried" : "still refused");
        if (hand.session().saveState().kind != SaveState::Kind::Saved)
            ::_exit(0);
    }
    hand.said()("here");
    window.close();
    return 0;
}

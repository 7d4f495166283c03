#include "text_shots.h"

#include <cstdio>
#include <fstream>

#include <QAction>
#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include "app/jobs/job_runner.h"
#include "app/label/canvas_stage.h"
#include "app/label/concordance_dialog.h"
#include "app/label/concordance_model.h"
#include "app/label/prelabel_dialog.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/workspace.h"
#include "support/temp_folder.h"
#include "textview/text_view.h"
#include "touchstone/base/progress.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/workflow/labels.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

const char* const letter =
    "In June 1833 the Royal Society heard that Ada Lovelace had met Mr Charles Babbage in London. 😀 She saw a small piece "
    "of the engine that Babbage had shown in Dorset Street since 1832. The Analytical Society, whose members met in "
    "Cambridge, had welcomed the plan.\n"
    "التقت آدا لوفلايس به في لندن عام 1833.\n";

class TextDeskShots {
  public:
    explicit TextDeskShots(QString target) : m_target(std::move(target))
    {
        const auto file = m_folder.path() / "letters.txt";
        std::ofstream(file, std::ios::binary) << letter;
        const auto path = m_folder.path() / "letters.touchstone";
        SilentProgress progress;
        {
            auto project = Project::create(path, "Letters", "anna");
            for (const char* name : {"PERSON", "ORG", "PLACE", "DATE", "met", "same"}) {
                auto edit = addLabelEdit(**project, {ScopeKind::Ontology, {}}, name);
                if (!edit || !(*project)->applyNow(std::move(*edit)))
                    giveUp("a label could not be made");
            }
            ImportOptions options;
            options.format = "text-lines";
            if (!importFile(**project, file, options, progress))
                giveUp("the letters could not be read");
        }
        m_session = std::make_unique<ProjectSession>(*Project::open(path, Project::Mode::ReadWrite, "anna"));
        m_jobs = std::make_unique<JobRunner>();
        m_workspace.reset(makeLabelWorkspace(*m_session, *m_jobs, nullptr));
        m_workspace->resize(1280, 620);
        m_workspace->show();
        QApplication::setActiveWindow(m_workspace.get());
        if (!QTest::qWaitForWindowActive(m_workspace.get()))
            giveUp("no window");
        m_view = m_workspace->findChild<TextView*>(u"textView"_s);
        m_view->setFocus();
        QTest::qWait(200);
    }
    ~TextDeskShots()
    {
        m_workspace.reset();
        m_jobs.reset();
        m_session.reset();
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(QApplication::focusWidget(), key, modifiers); }
    /// Marks the words as the mouse does.
    void mark(const QString& words)
    {
        const std::string& text = m_session->working()->document->blocks.front().text;
        const QString all = toQt(text);
        const auto begin = std::int64_t(all.left(all.indexOf(words)).toUcs4().size());
        const auto end = begin + std::int64_t(words.toUcs4().size());
        const auto at = [&](std::int64_t place) { return m_view->rectOf(0, {place, place + 1}).value_or(QRect()).center(); };
        QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, at(begin));
        QTest::mouseMove(m_view->viewport(), at((begin + end) / 2));
        QTest::mouseMove(m_view->viewport(), at(end - 1));
        QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, at(end - 1));
    }
    void label(const QString& words, Qt::Key digit)
    {
        mark(words);
        key(digit);
    }
    /// Parts of speech for the first words of the last line of the English paragraph.
    void tagTokens()
    {
        for (const char* name : {"NOUN", "VERB", "DET", "ADP"}) {
            auto edit = addLabelEdit(m_session->project(), {ScopeKind::Ontology, {}}, name);
            if (!edit)
                giveUp("a label could not be made");
            m_session->applyElsewhere(std::move(*edit), [](const auto&) {});
            // The next one takes the next free key.
            QTest::qWait(200);
        }
        mark(u"whose members"_s);
        key(Qt::Key_T);
        for (const char* name : {"DET", "NOUN", "VERB", "ADP"})
            QTest::keyClicks(QApplication::focusWidget(), QString::fromLatin1(name));
        shoot(u"text_tokens"_s);
        key(Qt::Key_Escape);
    }
    void shoot(const QString& name)
    {
        QTest::qWait(300);
        if (!m_workspace->grab().save(m_target + u'/' + name + u".jpg"_s, "jpg", 88))
            giveUp("a picture could not be written");
    }

    /// Without the keyboard, which a dialog before may have taken along.
    void run(const QString& action) { m_workspace->findChild<QAction*>(action)->trigger(); }
    void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    /// A dialog over the page, once `ready` holds.
    template <class Dialog, class Ready>
    void shootDialog(const QString& name, Ready ready)
    {
        auto* dialog = m_workspace->findChild<Dialog*>();
        if (!dialog || !QTest::qWaitFor([&] { return ready(*dialog); }, 10000))
            giveUp("a dialog is not ready");
        QTest::qWait(300);
        if (!dialog->grab().save(m_target + u'/' + name + u".jpg"_s, "jpg", 88))
            giveUp("a picture could not be written");
        dialog->close();
    }
    template <class Dialog>
    Dialog* dialog() const { return m_workspace->findChild<Dialog*>(); }

  private:
    [[noreturn]] static void giveUp(const char* why)
    {
        std::fprintf(stderr, "guide-shots: %s\n", why);
        std::exit(2);
    }

    QString m_target;
    TempFolder m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    TextView* m_view = nullptr;
};

} // namespace

static void takeFindShots(const QString& folder)
{
    TextDeskShots desk(folder);
    desk.label(u"Royal Society"_s, Qt::Key_2);
    desk.label(u"Ada Lovelace"_s, Qt::Key_1);
    desk.key(Qt::Key_F, Qt::ControlModifier);
    desk.type(u"babbage"_s);
    desk.shoot(u"text_find"_s);
    desk.key(Qt::Key_Escape);
    desk.mark(u"Babbage"_s);
    desk.key(Qt::Key_L);
    desk.key(Qt::Key_Tab);
    desk.shoot(u"text_same_words"_s);
    desk.key(Qt::Key_Escape);
    desk.key(Qt::Key_L, Qt::ShiftModifier);
    desk.shootDialog<ConcordanceDialog>(u"text_concordance"_s,
                                        [](ConcordanceDialog& list) { return list.model().rowCount() > 1; });
    desk.run(u"prelabel"_s);
    if (auto* rules = desk.dialog<PrelabelDialog>()) {
        rules->findChild<QPlainTextEdit*>(u"prelabelTyped"_s)
            ->setPlainText(u"Babbage, PERSON\nLondon, PLACE\nCambridge, PLACE\n1[89]\\d\\d, DATE, regex"_s);
        desk.shootDialog<PrelabelDialog>(u"text_rules"_s, [](PrelabelDialog& dialog) {
            return dialog.findChild<QPushButton*>(u"prelabelPropose"_s)->isEnabled();
        });
    }
}

void takeTextShots(const QString& folder)
{
    TextDeskShots desk(folder);
    desk.label(u"June 1833"_s, Qt::Key_4);
    desk.label(u"Royal Society"_s, Qt::Key_2);
    desk.label(u"Ada Lovelace"_s, Qt::Key_1);
    desk.mark(u"Charles Babbage"_s);
    desk.shoot(u"text"_s);
    desk.key(Qt::Key_1);
    desk.label(u"Mr Charles Babbage"_s, Qt::Key_1);
    desk.label(u"London"_s, Qt::Key_3);
    desk.label(u"She"_s, Qt::Key_1);
    desk.label(u"Dorset Street"_s, Qt::Key_3);
    desk.label(u"Cambridge"_s, Qt::Key_3);
    // From Ada Lovelace to Mr Charles Babbage.
    desk.key(Qt::Key_Escape);
    for (int i = 0; i < 7; ++i)
        desk.key(Qt::Key_Tab, Qt::ShiftModifier);
    desk.key(Qt::Key_R);
    desk.key(Qt::Key_Tab);
    desk.key(Qt::Key_Return);
    desk.key(Qt::Key_5);
    // She is Ada Lovelace.
    desk.key(Qt::Key_Tab, Qt::ShiftModifier);
    desk.key(Qt::Key_K);
    desk.key(Qt::Key_6);
    for (int i = 0; i < 4; ++i)
        desk.key(Qt::Key_Tab);
    desk.key(Qt::Key_K);
    desk.shoot(u"text_relations"_s);
    desk.tagTokens();
    takeFindShots(folder);
}

} // namespace touchstone

// Classes, ratings and rankings of texts, and the lists of relations and chains.

#include <cstdio>
#include <functional>

#include <QApplication>
#include <QTest>
#include <QToolButton>

#include "app/jobs/job_runner.h"
#include "app/label/label_context.h"
#include "app/session/project_session.h"
#include "app/session/text.h"
#include "app/shell/workspace.h"
#include "support/temp_folder.h"
#include "text_shots.h"
#include "textview/text_view.h"
#include "touchstone/base/sha256.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/source_writer.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

[[noreturn]] void giveUp(const char* why)
{
    std::fprintf(stderr, "guide-shots: %s\n", why);
    std::exit(2);
}

void define(Project& project, const char* name, const std::function<void(Label&)>& alter)
{
    auto edit = addLabelEdit(project, {ScopeKind::Ontology, {}}, name);
    if (!edit || !project.applyNow(std::move(*edit)))
        giveUp("a label could not be made");
    Label label = *project.ontology()->findByName(name);
    alter(label);
    auto changed = defineLabelEdit(project, {ScopeKind::Ontology, {}}, label);
    if (!changed || !project.applyNow(std::move(*changed)))
        giveUp("a label could not be defined");
}

AttributeDefinition attribute(const char* name, AttributeKind kind)
{
    AttributeDefinition made;
    made.name = name;
    made.kind = kind;
    return made;
}

/// Answers to questions, with the moods and topics of the whole.
void makeProject(const std::filesystem::path& path)
{
    auto project = Project::create(path, "Answers", "anna");
    if (!project)
        giveUp("a project could not be made");
    for (const char* name : {"helpful", "evasive"})
        define(**project, name, [](Label& label) {
            label.shapes = {ShapeKind::Tag};
            label.tagGroup = "tone";
            if (label.name == "helpful")
                label.attributes = {attribute("stars", AttributeKind::Rating),
                                    attribute("better", AttributeKind::Block),
                                    attribute("order", AttributeKind::Ranking)};
        });
    LabelId travel;
    for (const char* name : {"travel", "trains", "hotels"})
        define(**project, name, [&](Label& label) {
            label.shapes = {ShapeKind::Tag};
            label.tagGroup = "topic";
            if (label.name == "travel")
                travel = label.id;
            else
                label.parent = travel;
        });
    for (const char* name : {"PLACE", "TIME"})
        define(**project, name, [](Label& label) { label.shapes = {ShapeKind::Span}; });
    for (const char* name : {"leaves-from", "same"})
        define(**project, name, [](Label& label) { label.shapes = {ShapeKind::Relation}; });
    auto start = (*project)->beginSource(
        {"text-lines", "answers", sha256("a"), "{}", "anna", LayerRole::Work, true});
    if (!start || !start->writer)
        giveUp("the answers could not be added");
    const auto root = start->writer->root(path.parent_path());
    const char* const answers[][3] = {
        {"How do I get from Basel to Torino?",
         "Take the train at 8:28 from Basel SBB. Change in Milano, where it arrives at 12:37, and go on to Torino at "
         "13:15.",
         "There are trains all day. Ask at the station."},
        {"Where can I stay in Torino?", "Near Porta Nuova are several hotels.", "It depends."}};
    int part = 0;
    for (const auto& texts : answers) {
        Document document;
        document.blocks = {{"question", texts[0], {}, {}}, {"answer A", texts[1], {}, {}}, {"answer B", texts[2], {}, {}}};
        SourceWriter::NewItem item{"text", *root, "answers.jsonl"};
        item.part = ++part;
        item.document = &document;
        if (!start->writer->item(item))
            giveUp("an answer could not be added");
    }
    if (!start->writer->publish("{}"))
        giveUp("the answers could not be added");
}

class ClassShots {
  public:
    explicit ClassShots(QString target) : m_target(std::move(target))
    {
        const auto path = m_folder.path() / "answers.touchstone";
        makeProject(path);
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
    ~ClassShots()
    {
        m_workspace.reset();
        m_jobs.reset();
        m_session.reset();
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        QTest::qWait(30);
    }
    void label(const QString& words, Qt::Key digit)
    {
        const auto& blocks = m_session->working()->document->blocks;
        for (std::size_t i = 0; i < blocks.size(); ++i)
            if (const auto at = toQt(blocks[i].text).indexOf(words); at >= 0) {
                m_workspace->findChild<LabelContext*>()->setSelection({});
                m_view->setSelection({int(i), at, at + words.size()});
                key(digit);
                return;
            }
        giveUp("words are not there");
    }
    void select(const std::vector<std::size_t>& spans)
    {
        std::vector<AnnotationId> ids;
        for (const std::size_t span : spans)
            ids.push_back(m_session->working()->content.annotations()[span].id);
        m_workspace->findChild<LabelContext*>()->setSelection(std::move(ids));
        QTest::qWait(60);
    }
    void press(const QString& button)
    {
        for (auto* one : m_workspace->findChildren<QToolButton*>())
            if (one->text() == button && one->isVisible())
                one->click();
    }
    void shoot(const QString& name)
    {
        QTest::qWait(300);
        if (!m_workspace->grab().save(m_target + u'/' + name + u".jpg"_s, "jpg", 88))
            giveUp("a picture could not be written");
    }

  private:
    QString m_target;
    TempFolder m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    TextView* m_view = nullptr;
};

} // namespace

void takeClassShots(const QString& folder)
{
    ClassShots desk(folder);
    desk.label(u"Basel SBB"_s, Qt::Key_6);
    desk.label(u"8:28"_s, Qt::Key_7);
    desk.label(u"Basel"_s, Qt::Key_6);
    desk.label(u"13:15"_s, Qt::Key_7);
    // The train of 8:28 leaves from Basel SBB, which is Basel.
    desk.select({1});
    desk.key(Qt::Key_R);
    desk.select({0});
    desk.key(Qt::Key_Return);
    desk.key(Qt::Key_8);
    desk.select({0, 2});
    desk.key(Qt::Key_K, Qt::ShiftModifier);
    desk.key(Qt::Key_9);
    desk.key(Qt::Key_Escape);
    desk.key(Qt::Key_Escape);
    desk.key(Qt::Key_T, Qt::ShiftModifier);
    desk.key(Qt::Key_4);
    desk.shoot(u"text_classes"_s);
    desk.key(Qt::Key_T, Qt::ShiftModifier);
    desk.press(u"Relations"_s);
    desk.select({4});
    desk.shoot(u"text_lists"_s);
    desk.press(u"All"_s);
    desk.key(Qt::Key_Escape);
    desk.key(Qt::Key_1);
    desk.select({7});
    desk.key(Qt::Key_1, Qt::AltModifier);
    desk.key(Qt::Key_4);
    desk.key(Qt::Key_2, Qt::AltModifier);
    desk.key(Qt::Key_2);
    desk.key(Qt::Key_3, Qt::AltModifier);
    desk.key(Qt::Key_2);
    desk.key(Qt::Key_3);
    desk.shoot(u"text_ratings"_s);
}

} // namespace touchstone

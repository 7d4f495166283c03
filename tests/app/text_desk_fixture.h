#pragma once

#include "label_fixture.h"
#include "text_items.h"

#include "app/label/label_context.h"
#include "textview/text_view.h"
#include "touchstone/model/spans.h"
#include "touchstone/store/reader.h"

namespace touchstone {

constexpr Qt::KeyboardModifiers ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;

/// Three texts and a picture, driven by the mouse and the keys.
class TextDeskTest : public LabelTest {
  protected:
    static constexpr const char* letter = "In June 1833 the Royal Society heard that Ada Lovelace met Mr Babbage. 😀 She saw it.";
    static constexpr const char* arabic = "التقت آدا لوفلايس به في لندن";

    void SetUp() override
    {
        QSettings().clear();
        create({"PERSON", "ORG", "met", "coref"});
        closeWindow();
        std::vector<Document> documents(3);
        documents[0].blocks.push_back({"", letter});
        documents[1].blocks.push_back({"", arabic});
        documents[2].blocks.push_back({"", "The third."});
        addTexts(projectPath(), folder.path(), "letters.txt", documents);
        items += int(documents.size());
        openWindow();
        // Texts come after the pictures.
        for (int i = 0; i < pictures; ++i)
            key(Qt::Key_D);
        ASSERT_TRUE(waitFor([&] { return session->working() && session->working()->document; }));
        view = find<TextView>("textView");
        ASSERT_TRUE(view && view->isVisible());
        view->setFocus();
    }
    QPoint placeOf(std::int64_t begin, std::int64_t end) const
    {
        const auto rect = view->rectOf(0, {begin, end});
        return rect ? rect->center() : QPoint();
    }
    /// A drag over the characters from `begin` to `end`.
    void mark(std::int64_t begin, std::int64_t end)
    {
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, placeOf(begin, begin + 1));
        for (const std::int64_t at : {begin + 1, (begin + end) / 2, end - 1})
            QTest::mouseMove(view->viewport(), placeOf(at, at + 1));
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, placeOf(end - 1, end));
    }
    void clickAt(std::int64_t at, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers, placeOf(at, at + 1));
    }
    /// "PERSON 42-54" of each span in reading order, relations and chains behind.
    QStringList shown() const
    {
        QStringList all;
        for (const Annotation* span : spansInOrder(session->working()->content)) {
            QStringList pieces;
            for (const TextRange& range : *std::get<SpanShape>(span->shape).ranges)
                pieces << QStringLiteral("%1-%2").arg(range.begin).arg(range.end);
            all << nameOf(span->label) + u' ' + pieces.join(u',');
        }
        for (const Annotation& one : annotations())
            if (const auto* relation = std::get_if<RelationShape>(&one.shape))
                all << nameOf(one.label) + (relation->directed ? QStringLiteral(" arrow") : QStringLiteral(" chain of %1").arg(relation->members->size()));
        return all;
    }
    QString nameOf(const LabelId& label) const { return toQt(session->ontology().find(label)->name); }
    AnnotationId spanAt(int index) const { return spansInOrder(session->working()->content)[std::size_t(index)]->id; }
    LabelContext& context() { return *workspace->findChild<LabelContext*>(); }
    std::vector<AnnotationId> selected() const { return view->selectedSpans(); }

    TextView* view = nullptr;
};

} // namespace touchstone

#include "textview/text_bed.h"

#include <QMouseEvent>

#include "touchstone/text/text_offsets.h"

namespace touchstone {

Annotation spanOf(const LabelId& label, std::vector<TextRange> ranges, int block)
{
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.label = label;
    annotation.shape = SpanShape{std::move(ranges), block};
    return annotation;
}

Annotation relationOf(const LabelId& label, std::vector<AnnotationId> members, bool directed)
{
    Annotation annotation;
    annotation.id = AnnotationId::create();
    annotation.label = label;
    annotation.shape = RelationShape{std::move(members), directed};
    return annotation;
}

std::shared_ptr<const Document> documentOf(std::vector<std::string> texts)
{
    Document document;
    for (std::string& text : texts)
        document.blocks.push_back({{}, std::move(text)});
    return std::make_shared<Document>(std::move(document));
}

TextRange rangeOf(const std::string& text, const std::string& part, int nth)
{
    std::size_t at = text.find(part);
    for (; nth > 0; --nth)
        at = text.find(part, at + 1);
    EXPECT_NE(at, std::string::npos) << part;
    const TextOffsets offsets(text);
    return {offsets.fromByte(static_cast<std::int64_t>(at)).value_or(0),
            offsets.fromByte(static_cast<std::int64_t>(at + part.size())).value_or(0)};
}

TextBed::TextBed()
{
    inks[person] = {QColor(0xE69F00), QStringLiteral("PERSON")};
    inks[org] = {QColor(0x56B4E9), QStringLiteral("ORG")};
    inks[place] = {QColor(0x009E73), QStringLiteral("PLACE")};
    inks[date] = {QColor(0xCC79A7), QStringLiteral("DATE")};
    inks[title] = {QColor(0xF0E442), QStringLiteral("TITLE+NAME")};
    inks[met] = {QColor(0x0072B2), QStringLiteral("met")};
    inks[chain] = {QColor(0x6A51C9), QStringLiteral("chain")};
    view.resize(800, 600);
    view.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&view));
}

void TextBed::show(const std::string& text, std::vector<Annotation> annotations)
{
    view.setDocument(documentOf({text}));
    view.setAnnotations(std::move(annotations), inks);
    settle();
}

void TextBed::settle()
{
    shot();
}
QImage TextBed::shot()
{
    return view.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

QPoint TextBed::middle(const TextRange& range, int block)
{
    settle();
    const auto rect = view.rectOf(block, range);
    EXPECT_TRUE(rect.has_value());
    return rect ? rect->center() : QPoint();
}

QPoint TextBed::leftOf(const TextRange& range, int block)
{
    return {view.rectOf(block, range).value_or(QRect()).left() + 1, middle(range, block).y()};
}

QPoint TextBed::rightOf(const TextRange& range, int block)
{
    return {view.rectOf(block, range).value_or(QRect()).right() - 1, middle(range, block).y()};
}

QPoint TextBed::bar(const TextRange& range, int lane)
{
    const QPoint at = middle(range);
    return {at.x(), view.rectOf(0, range).value_or(QRect()).bottom() + 3 + lane * 17};
}

void TextBed::press(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    // A press elsewhere ends what a double click before it began.
    QTest::mousePress(view.viewport(), Qt::LeftButton, modifiers, at);
}

void TextBed::moveTo(const QPoint& at, Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers)
{
    QMouseEvent event(QEvent::MouseMove, at, view.viewport()->mapToGlobal(at), Qt::NoButton, buttons,
                      modifiers);
    QApplication::sendEvent(view.viewport(), &event);
}

void TextBed::release(const QPoint& at, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, modifiers, at);
}

void TextBed::drag(const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers)
{
    press(from, modifiers);
    moveTo((from + to) / 2, Qt::LeftButton, modifiers);
    moveTo(to, Qt::LeftButton, modifiers);
    release(to, modifiers);
}

} // namespace touchstone

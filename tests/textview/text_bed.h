#pragma once

#include <gtest/gtest.h>
#include <QApplication>
#include <QTest>

#include "textview/text_view.h"

namespace touchstone {

Annotation spanOf(const LabelId& label, std::vector<TextRange> ranges, int block = 0);
Annotation relationOf(const LabelId& label, std::vector<AnnotationId> members, bool directed);
std::shared_ptr<const Document> documentOf(std::vector<std::string> texts);
/// Where a piece of text lies in another, in code points.
TextRange rangeOf(const std::string& text, const std::string& part, int nth = 0);

/// A view of 800 × 600 and five labels.
struct TextBed : testing::Test {
    TextBed();
    void show(const std::string& text, std::vector<Annotation> annotations = {});
    /// Paints and lays out what is asked for.
    void settle();
    QImage shot();
    /// The middle of the characters of a range, where they are first seen.
    QPoint middle(const TextRange& range, int block = 0);
    QPoint leftOf(const TextRange& range, int block = 0);
    QPoint rightOf(const TextRange& range, int block = 0);
    /// On the bar in the n-th lane below them.
    QPoint bar(const TextRange& range, int lane = 0);
    void press(const QPoint& at, Qt::KeyboardModifiers modifiers = {});
    void moveTo(const QPoint& at, Qt::MouseButtons buttons = Qt::LeftButton,
                Qt::KeyboardModifiers modifiers = {});
    void release(const QPoint& at, Qt::KeyboardModifiers modifiers = {});
    void drag(const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers = {});
    std::string marked() const { return view.selectedText().toStdString(); }

    LabelId person = LabelId::create(), org = LabelId::create(), place = LabelId::create(),
            date = LabelId::create(), title = LabelId::create(), met = LabelId::create(),
            chain = LabelId::create();
    LabelInks inks;
    TextView view;
};

} // namespace touchstone

// A text of a book's length with 20,000 spans: to the first paint, a label to paint, scrolling. Once as
// paragraphs, once as one single line.

#include <random>

#include <QApplication>
#include <QScrollBar>

#include <benchmark/benchmark.h>

#include "bench/percentiles.h"
#include "textview/text_view.h"

namespace touchstone {
namespace {

constexpr std::int64_t length = 1'000'000;
constexpr int spanCount = 20'000;

struct Book {
    explicit Book(bool oneLine)
    {
        std::mt19937 random(11);
        std::uniform_int_distribution<int> letters(2, 11), letter('a', 'z'), paragraph(40, 140);
        std::string text;
        int words = paragraph(random);
        while (static_cast<std::int64_t>(text.size()) < length) {
            const int count = letters(random);
            for (int i = 0; i < count; ++i)
                text += static_cast<char>(letter(random));
            const bool ends = --words == 0 && !oneLine;
            if (words <= 0)
                words = paragraph(random);
            text += ends ? '\n' : ' ';
        }
        text.resize(static_cast<std::size_t>(length));
        document = std::make_shared<Document>(Document{{TextBlock{{}, std::move(text)}}});
        for (int i = 0; i < 5; ++i) {
            labels.push_back(LabelId::create());
            inks[labels.back()] = {QColor::fromHsv(i * 70, 200, 220), QStringLiteral("LABEL %1").arg(i)};
        }
        std::uniform_int_distribution<std::int64_t> place(0, length - 200), size(3, 30);
        for (int i = 0; i < spanCount; ++i) {
            Annotation span;
            span.id = AnnotationId::create();
            span.label = labels[static_cast<std::size_t>(i) % labels.size()];
            const std::int64_t begin = place(random);
            span.shape =
                SpanShape{std::vector<TextRange>{{begin, begin + size(random) * (i % 40 == 0 ? 6 : 1)}}};
            annotations.push_back(std::move(span));
        }
        // One in twenty is joined to the one after it.
        for (int i = 0; i + 1 < spanCount; i += 20) {
            Annotation relation;
            relation.id = AnnotationId::create();
            relation.label = labels[0];
            relation.shape = RelationShape{std::vector{annotations[static_cast<std::size_t>(i)].id,
                                                       annotations[static_cast<std::size_t>(i) + 1].id},
                                           true};
            annotations.push_back(std::move(relation));
        }
    }
    std::shared_ptr<const Document> document;
    std::vector<LabelId> labels;
    LabelInks inks;
    std::vector<Annotation> annotations;
};

const Book& book(bool oneLine)
{
    static const Book paragraphs(false), single(true);
    return oneLine ? single : paragraphs;
}

/// Paints what was marked, now: the platform would wait for the next frame.
void paintNow(QWidget& window)
{
    QEvent request(QEvent::UpdateRequest);
    QCoreApplication::sendEvent(&window, &request);
}

struct Shown {
    explicit Shown(bool oneLine)
    {
        view.resize(1100, 900);
        view.show();
        view.setDocument(book(oneLine).document);
        view.setAnnotations(book(oneLine).annotations, book(oneLine).inks);
        QCoreApplication::processEvents();
        paintNow(view);
        QCoreApplication::processEvents();
    }
    TextView view;
};

void textFirstPaint(benchmark::State& state)
{
    const Book& shown = book(state.range(0) != 0);
    Percentiles times;
    for (auto _ : state) {
        TextView view;
        view.resize(1100, 900);
        view.show();
        QCoreApplication::processEvents();
        std::vector<Annotation> annotations = shown.annotations;
        times.time(state, [&] {
            view.setDocument(shown.document);
            view.setAnnotations(std::move(annotations), shown.inks);
            paintNow(view);
        });
    }
    times.report(state);
}

/// A span in the middle of what is in sight is added, then removed.
void textLabelToPaint(benchmark::State& state)
{
    Shown bed(state.range(0) != 0);
    bed.view.verticalScrollBar()->setValue(bed.view.verticalScrollBar()->maximum() / 2);
    paintNow(bed.view);
    Percentiles times;
    for (auto _ : state) {
        Annotation span;
        span.id = AnnotationId::create();
        span.label = book(false).labels[0];
        const std::int64_t at = bed.view.topPlace().head + 900;
        span.shape = SpanShape{std::vector<TextRange>{{at, at + 12}}};
        times.time(state, [&] {
            bed.view.applyChange(span.id, span);
            paintNow(bed.view);
        });
        bed.view.applyChange(span.id, std::nullopt);
        paintNow(bed.view);
    }
    times.report(state);
}

void textScrollFrame(benchmark::State& state)
{
    Shown bed(state.range(0) != 0);
    QScrollBar* bar = bed.view.verticalScrollBar();
    bar->setValue(bar->maximum() / 3);
    paintNow(bed.view);
    Percentiles times;
    for (auto _ : state)
        times.time(state, [&] {
            bar->setValue(bar->value() + static_cast<int>(state.range(1)));
            paintNow(bed.view);
        });
    times.report(state);
}

/// A jump to another part of the text, as by the map.
void textJump(benchmark::State& state)
{
    Shown bed(state.range(0) != 0);
    QScrollBar* bar = bed.view.verticalScrollBar();
    std::mt19937 random(5);
    Percentiles times;
    for (auto _ : state)
        times.time(state, [&] {
            bar->setValue(static_cast<int>(random() % static_cast<unsigned>(bar->maximum())));
            paintNow(bed.view);
        });
    times.report(state);
}

BENCHMARK(textFirstPaint)
    ->Arg(0)
    ->Arg(1)
    ->ArgName("one_line")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(15);
BENCHMARK(textLabelToPaint)
    ->Arg(0)
    ->Arg(1)
    ->ArgName("one_line")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(200);
BENCHMARK(textScrollFrame)
    ->ArgsProduct({{0, 1}, {60, 800}})
    ->ArgNames({"one_line", "pixels"})
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(200);
BENCHMARK(textJump)
    ->Arg(0)
    ->Arg(1)
    ->ArgName("one_line")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(60);

} // namespace
} // namespace touchstone

#include "core/formats/labelstudio_reader.h"

#include <nlohmann/json.hpp>

#include "core/formats/json_stream.h"
#include "core/formats/json_text.h"
#include "core/formats/labelstudio_task.h"
#include "core/formats/sink_labels.h"
#include "core/formats/text_record.h"
#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"

namespace touchstone::labelstudio {

namespace fs = std::filesystem;

namespace {

/// The tasks of a file one after the other: a list, or objects that follow each other.
class Tasks {
  public:
    explicit Tasks(JsonStream stream) : m_stream(std::move(stream)), m_offset(m_stream.begin()) {}

    /// False when there are no more.
    Result<bool> next()
    {
        bool more = false;
        const auto read = m_stream.read(m_offset, [&](JsonScanner& scanner) {
            more = false;
            bool list = m_list;
            if (m_number == 0) {
                list = scanner.take('[');
            }
            if (list && m_number > 0 && scanner.peek() != ']') {
                scanner.expect(',', "a comma is expected between tasks");
            }
            const bool end = list ? scanner.peek() == ']' : scanner.peek() == '\0' && scanner.endReached();
            if (end) {
                scanner.take(']');
                if (scanner.peek() != '\0' || !scanner.endReached()) {
                    scanner.fail("something stands behind the last task");
                }
            } else if (scanner.ok()) {
                m_raw = std::string(scanner.value());
                m_fault = scanner.fault() != JsonFault::None;
                more = true;
            }
            m_nowList = list;
        });
        if (!read) {
            return read.error();
        }
        m_list = m_nowList;
        ++m_number;
        return more;
    }
    const std::string& raw() const { return m_raw; }
    bool isFaulty() const { return m_fault; }
    double part() const
    {
        return static_cast<double>(m_offset) /
               static_cast<double>(std::max<std::uint64_t>(1, m_stream.size()));
    }

  private:
    JsonStream m_stream;
    std::uint64_t m_offset;
    std::int64_t m_number = 0;
    bool m_list = false, m_nowList = false;
    std::string m_raw;
    bool m_fault = false;
};

class Reader {
  public:
    Reader(Tasks tasks, std::string path, ImportSink& sink, Progress& progress, bool predictions)
        : m_tasks(std::move(tasks)), m_path(std::move(path)), m_sink(sink), m_labels(sink),
          m_progress(progress), m_predictions(predictions)
    {
    }
    Result<void> read();

  private:
    Result<void> readOne(std::int64_t number);
    void leaveOut(const std::string& where, const std::string& message)
    {
        m_problem = m_problem.empty() ? message : m_problem;
        m_sink.line({ReportLine::Kind::Skipped, where, message});
    }
    Result<void> send(const Task& task);
    Result<bool> sendSaid(const Said& said, Annotation annotation);

    Tasks m_tasks;
    std::string m_path;
    ImportSink& m_sink;
    SinkLabels m_labels;
    Progress& m_progress;
    bool m_predictions;
    std::size_t m_documents = 0;
    std::int64_t m_order = 0;
    std::string m_problem; ///< Of the first task that was left out.
};

Result<bool> Reader::sendSaid(const Said& said, Annotation annotation)
{
    const auto category = m_labels.of(said.label);
    if (!category) {
        return category.error();
    }
    annotation.attributes = said.attributes;
    annotation.score = said.score;
    SourceRecord record;
    record.order = m_order++;
    if (!said.id.empty()) {
        record.externalId = said.id;
    }
    appendTextMember(record.fields, "type", said.type);
    closeObject(record.fields);
    return m_sink.annotation(m_documents - 1, *category, std::move(annotation), std::move(record));
}

Result<void> Reader::send(const Task& task)
{
    std::vector<AnnotationId> ids(task.said.size());
    std::vector<bool> kept(task.said.size());
    for (std::size_t i = 0; i < task.said.size(); ++i) {
        const Said& said = task.said[i];
        Annotation annotation;
        annotation.id = ids[i] = AnnotationId::create();
        if (said.kind == Said::Kind::Span) {
            annotation.shape = SpanShape{std::vector<TextRange>{said.range}, 0};
        } else if (said.kind == Said::Kind::Relation) {
            if (!kept[said.members.front()] || !kept[said.members.back()]) {
                continue;
            }
            annotation.shape = RelationShape{std::vector{ids[said.members.front()], ids[said.members.back()]},
                                             said.directed};
        }
        const auto taken = sendSaid(said, std::move(annotation));
        if (!taken) {
            return taken.error();
        }
        kept[i] = *taken;
    }
    return {};
}

Result<void> Reader::readOne(std::int64_t number)
{
    const std::string where = displayUtf8(m_path) + ": [" + std::to_string(number) + ']';
    const auto json = nlohmann::ordered_json::parse(m_tasks.raw(), nullptr, false);
    if (m_tasks.isFaulty() || json.is_discarded()) {
        leaveOut(where, "The task has a key twice, text that is none, or is nested too deep. It was left out.");
        return {};
    }
    const auto task = readTask(json, m_predictions);
    if (!task) {
        leaveOut(where, task.error().message + " The task was left out.");
        return {};
    }
    ReadDocument read;
    read.path = m_path;
    read.part = number + 1;
    read.document.blocks.push_back({"", task->text});
    read.document.metadata = task->metadata;
    read.record.order = number;
    if (const auto id = json.find("id"); id != json.end() && id->is_number_integer()) {
        read.record.externalId = id->get<std::int64_t>();
    }
    appendTextMember(read.record.fields, "raw", m_tasks.raw());
    if (m_predictions) {
        appendTextMember(read.record.fields, "as", "predictions");
    }
    closeObject(read.record.fields);
    if (const auto fits = validate(read.document); !fits) {
        leaveOut(where, fits.error().message + " The task was left out.");
        return {};
    }
    if (auto taken = m_sink.document(std::move(read)); !taken) {
        return taken;
    }
    ++m_documents;
    for (const Task::Problem& problem : task->problems) {
        m_sink.line({problem.kind, where, displayUtf8(problem.message)});
    }
    return send(*task);
}

Result<void> Reader::read()
{
    bool announced = false;
    std::int64_t number = 0;
    for (;; ++number) {
        if (m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, "The import was cancelled.", ""};
        }
        m_progress.report(m_tasks.part(), "Reading texts");
        const auto more = m_tasks.next();
        if (!more) {
            return more.error();
        }
        if (!*more) {
            break;
        }
        if (!announced) {
            announced = true;
            if (auto taken = m_sink.top({}); !taken) {
                return taken;
            }
        }
        if (auto done = readOne(number); !done) {
            return done;
        }
    }
    if (m_documents == 0) {
        return Error{ErrorCode::InvalidInput,
                     number == 0 ? std::string("The file has no task.")
                                 : "No task of the file has a text that could be read. Of the first: " + m_problem,
                     displayUtf8(m_path)};
    }
    return {};
}

} // namespace

Result<void> readFile(const fs::path& path, ImportSink& sink, Progress& progress, const ReadOptions& options)
{
    auto stream = JsonStream::open(path);
    if (!stream) {
        return stream.error();
    }
    return Reader(Tasks(std::move(*stream)), pathToUtf8(path.filename()), sink, progress, options.predictions)
        .read();
}

} // namespace touchstone::labelstudio

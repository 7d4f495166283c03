#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/document.h"
#include "touchstone/model/layer_content.h"
#include "touchstone/model/list_entry.h"
#include "touchstone/model/ontology.h"
#include "touchstone/store/rows.h"

namespace touchstone {

class Progress;

/// A read-only view of a project file on a connection of its own. Each call sees the newest committed
/// state. Use one Reader from one thread at a time; several Readers may work at once. A Reader must not
/// outlive the Project that made it. Errors: Io, Corrupt, NotFound where an id is asked for.
class Reader {
  public:
    /// With `again` the connection can be closed and is opened anew at the next call.
    explicit Reader(std::unique_ptr<class Connection> connection,
                    std::function<std::unique_ptr<class Connection>()> again = {});
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    Result<ProjectInfo> projectInfo();
    Result<Ontology> ontology();
    Result<std::vector<Member>> members();
    Result<std::vector<MediaRoot>> roots();
    /// Stored revision of any object that is not an annotation; 0 if it has none.
    Result<std::int64_t> revisionOf(const Uuid& object);

    /// Keys of the items whose task passes the filter, in the order of the list: 8 bytes an item. For a job:
    /// asks `progress` now and then; Cancelled.
    Result<std::vector<std::int64_t>> itemKeys(const TaskFilter& filter = {}, Progress* progress = nullptr);
    /// The same by the page: at most `limit` keys after the item `after`, or from the start for 0. Takes the time
    /// of a page, not of the list, where a state, a label, or an assignee and a state is all that is asked for.
    Result<std::vector<std::int64_t>> itemPage(const TaskFilter& filter, std::int64_t after, std::size_t limit);
    /// The first item after (or before, with `forward` false) `key` in the order of the items that passes the
    /// filter; of an assignee's too.
    Result<std::optional<std::int64_t>> nextItem(std::int64_t key, bool forward, const TaskFilter& filter);
    /// Tasks by state, of all items that can be seen.
    Result<std::map<TaskState, std::int64_t>> tasksByState();
    /// One row per key, in that order; keys that are gone are left out. `me` decides which layer is counted.
    Result<std::vector<TaskRow>> taskRows(const std::vector<std::int64_t>& keys, const MemberId& me);
    Result<Item> item(std::int64_t key);
    Result<Item> item(const ItemId& id);
    Result<Task> task(const ItemId& item);
    /// What a text item shows; NotFound for an image.
    Result<Document> document(const ItemId& item);

    /// The lists that attributes may name, by name.
    Result<std::vector<ListSummary>> lists();
    /// In the order of their file; none for a list that is not there. For a job; Cancelled.
    Result<std::vector<ListEntry>> listEntries(const std::string& list, Progress* progress = nullptr);
    /// None when the list has no such id.
    Result<std::optional<ListEntry>> listEntry(const std::string& list, const std::string& id);

    /// Media that visible images have, after the one with the key `after`, in their order.
    Result<std::vector<MediumRow>> media(std::int64_t after, std::int64_t limit);
    Result<MediumRow> medium(const MediumId& id);
    /// Of each root below which visible pictures lie; in the time of a few look-ups.
    Result<std::vector<PathSpan>> pathSpans();
    /// What Edits made of it, for the next one.
    Result<Medium> mediumValue(const MediumId& id);

    /// All layers of published sources and of people, of one item.
    Result<std::vector<LayerRow>> layersOf(const ItemId& item);
    /// What `me` is shown on the item (docs/architecture.md, working layer): mine, else the task's base
    /// layer, else ground truth whose source says continue; none when there is nothing.
    Result<std::optional<LayerRow>> shownLayer(const ItemId& item, const MemberId& me);
    /// Adjudicated, else approved, else submitted, else in progress, else ground truth; never prediction
    /// or gold.
    Result<std::optional<LayerRow>> effectiveLayer(const ItemId& item);
    Result<LayerContent> content(const LayerId& layer);
    /// Current annotations per label, merged ones with what they were merged into, over the layers that `info` counts.
    Result<std::vector<LabelUse>> labelUse();

    Result<UndoState> undoState(const Scope& scope, const MemberId& me);
    Result<std::vector<Source>> sources();
    Result<std::optional<Draft>> draft(const ItemId& item, const MemberId& author);
    Result<ProjectCounts> counts();
    /// Newest first.
    Result<std::vector<LogRow>> log(std::int64_t limit, std::int64_t before = 0);
    /// The history of one item, newest first.
    Result<std::vector<LogRow>> logOf(const ItemId& item, std::int64_t limit);

    /// Another number after every commit of any other connection or program. Comparable with what this
    /// Reader said before, with nothing else; a few microseconds.
    Result<std::int64_t> dataVersion();

    /// Closes the connection when it was not used for so long, from the thread that uses it: an open one keeps
    /// the writer from leaving one complete file. The next call opens it again.
    void rest(std::chrono::milliseconds idle);
    /// Throws StoreFailure when it cannot be opened again.
    Connection& connection();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace touchstone

#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "touchstone/model/text_places.h"
#include "touchstone/workflow/many_items.h"

namespace touchstone {

/// A place of a text in the project, with what stands around it.
struct TextHit {
    /// The item's key, and how it is called.
    std::int64_t item = 0;
    std::string name;
    TextPlace place;
    /// Each on one line: white space of any kind and length is one space.
    std::string before;
    std::string hit;
    std::string behind;
    /// Of the span over it: of the very place, else of one that overlaps it. Null: none does.
    LabelId label;
};

/// "letters.txt, 12".
std::string nameOf(const Item& item);
/// What is shown of places in one text.
std::vector<TextHit> hitsOf(const Item& item, const Document& document, const std::vector<TextPlace>& places);
/// Sets the labels of hits in one text as the layer has them.
void setLabels(std::vector<TextHit>& hits, std::size_t from, const LayerContent& content);

struct TextHitReport {
    /// Texts that were looked through, and those with hits.
    std::int64_t texts = 0;
    std::int64_t hitTexts = 0;
    std::int64_t hits = 0;
    /// False when the limit was reached.
    bool complete = true;
    /// Texts that could not be looked through, a sentence each.
    std::vector<std::string> problems;
};

/// Looks through the items, of which those that are no texts are passed by. `news` gets what was found since it was
/// called last, at most some hundred at a time. Cancelled keeps nothing.
Result<TextHitReport> findTexts(const Project& project, Reader& reader, const std::vector<std::int64_t>& items,
                                const TextSearch& search, std::size_t most, Progress& progress,
                                const std::function<void(std::vector<TextHit>)>& news);

/// Places that get a label, by the keys of their items.
struct PlaceLabelling {
    LabelId label;
    std::map<std::int64_t, std::vector<TextPlace>> places;
};
struct PlaceLabellingReport {
    std::int64_t labelled = 0;
    std::int64_t items = 0;
    /// Places that stay as they are: the label is there; their text is done, or finished otherwise; somebody else has it.
    std::int64_t already = 0;
    std::int64_t finished = 0;
    std::int64_t ofOthers = 0;
    std::vector<StoredEdit> stored;
    /// Items whose Edit was refused, a sentence each.
    std::vector<std::string> refused;
    bool cancelled = false;
};
/// One Edit on each item. A cancelled one keeps what it did so far, which takeBack() undoes. InvalidInput for a label
/// that is not for spans.
Result<PlaceLabellingReport> labelPlaces(Project& project, Reader& reader, const PlaceLabelling& request,
                                         Progress& progress);

} // namespace touchstone

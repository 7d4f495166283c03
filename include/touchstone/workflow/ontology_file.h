#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/base/result.h"
#include "touchstone/model/edit.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

/// Something wrong in a file: "labels[3].attributes[0].least", and a sentence.
struct OntologyProblem {
    std::string place;
    std::string message;
    friend bool operator==(const OntologyProblem&, const OntologyProblem&) = default;
};

/// An ontology as a JSON file has it (docs/ontology_file.md). Labels name each other by name.
struct OntologyFile {
    /// A list that attributes may name, and the file it comes from, beside this one.
    struct List {
        std::string name;
        std::string file;
        /// Its columns; empty: as they are named.
        std::string idColumn{};
        std::string nameColumn{};
        std::string place{};
    };
    struct Entry {
        /// Without what names other labels.
        Label label;
        std::string parent;
        std::string mergedInto;
        std::vector<std::string> domain;
        std::vector<std::string> range;
        /// A bare name says no more; an object all but a colour and a key, which may be left open.
        bool isWhole = false;
        bool hasColor = false;
        bool hasKey = false;
        std::string place;
    };
    std::vector<Entry> labels;
    std::vector<List> lists;
};

/// Reads the text of such a file; what is wrong with it goes to `problems`, all of it.
OntologyFile readOntology(std::string_view text, std::vector<OntologyProblem>& problems);
/// The ontology as such a text, its lists as the files that `lists` names. The same ontology gives the same bytes.
std::string ontologyText(const Ontology& ontology, const std::vector<OntologyFile::List>& lists);

/// What the file does to an ontology.
struct OntologyChange {
    struct Line {
        enum class Kind {
            Adds,    ///< A label that is not there yet.
            Changes, ///< Something of a label.
            Removes, ///< Something of a label that annotations may have or be: an attribute, a choice, a shape.
            Stays,   ///< A label that the file does not name.
        };
        Kind kind = Kind::Adds;
        std::string label;
        /// "the attribute \"size\"", "key 1, was 2"; empty for a label as a whole.
        std::string what;
        /// How many annotations have the label.
        std::int64_t uses = 0;
    };
    std::vector<Line> lines;
    /// One Edit of the ontology; empty when nothing changes.
    Edit edit;
    std::vector<OntologyProblem> problems;

    /// Whether something goes from a label that is in use.
    bool removesFromUse() const;
};

struct OntologyApplication {
    /// Labels that the file does not name are retired; else they stay.
    bool retireOthers = false;
    /// How many annotations have which label.
    std::map<LabelId, std::int64_t> uses{};
    /// The stored revision of each label that is there.
    std::map<LabelId, std::int64_t> revisions{};
};
/// What it takes to make the ontology what the file says: labels are met by name, what the file names comes first, in its
/// order. Annotations stay as they are.
OntologyChange applyOntology(const OntologyFile& file, const Ontology& now, const OntologyApplication& application);

} // namespace touchstone

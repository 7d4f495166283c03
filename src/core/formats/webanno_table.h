#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/formats/text_losses.h"
#include "core/formats/token_spans.h"
#include "core/formats/webanno_cells.h"

namespace touchstone::webanno {

/// What is known of the labels of a project.
struct KnownLabel {
    std::string name;
    std::string layer; ///< In which a file had it; empty for none.
};
using KnownLabels = std::unordered_map<LabelId, KnownLabel>;

/// Puts one block of a text into rows and columns.
class Table {
  public:
    /// `layers` are those that its file had.
    Table(const ExportSource::Text& text, std::int32_t block, std::vector<Layer> layers,
          const KnownLabels& labels, TextLosses& losses);
    std::string write();

  private:
    /// A row: a token, or a part of one.
    struct Unit {
        std::size_t token = 0;
        TextRange range;
        bool sub = false;
        friend bool operator<(const Unit& a, const Unit& b)
        {
            return std::tuple(a.token, a.sub, a.range.begin, -a.range.end) <
                   std::tuple(b.token, b.sub, b.range.begin, -b.range.end);
        }
    };
    struct Mark {
        const ExportSource::Entry* entry = nullptr;
        std::size_t layer = 0;
        std::vector<Unit> units;
        std::vector<std::string> values; ///< Of the features of its layer.
        std::int64_t id = 0;
        std::int64_t chain = 0, link = 0;
    };
    struct Bond {
        std::size_t layer = 0;
        std::vector<std::string> cells;
        std::size_t from = 0, to = 0;
    };
    std::string nameOf(const ExportSource::Entry& entry) const;
    std::size_t layerNamed(const std::string& name) const;
    std::size_t layerFor(const ExportSource::Entry& entry, Layer::Kind kind, const std::string& base);
    std::vector<Unit> unitsOf(const TextRange& range) const;
    void takeSpans();
    void takeChains();
    void takeBonds();
    void giveIds();
    std::vector<std::string> valuesOf(const ExportSource::Entry& entry, std::size_t layer);
    std::string cellsOf(const Unit& unit);
    std::string spanCells(std::size_t layer, const Unit& unit);
    std::string bondCells(std::size_t layer, const Unit& unit);
    void lose(const ExportSource::Entry& entry, const char* what);

    const ExportSource::Text& m_text;
    std::int32_t m_block;
    const TextBlock& m_part;
    std::vector<Layer> m_layers;
    std::size_t m_given; ///< That many layers are of the file.
    const KnownLabels& m_labels;
    TextLosses& m_losses;
    TokenLayer m_tokens;
    std::vector<Mark> m_marks;
    std::unordered_map<AnnotationId, std::size_t> m_markOf;
    std::vector<Bond> m_bonds;
    std::map<Unit, std::vector<std::size_t>> m_rows;
    std::map<Unit, std::vector<std::size_t>> m_bondRows;
    std::map<Unit, std::string> m_names;
};

} // namespace touchstone::webanno

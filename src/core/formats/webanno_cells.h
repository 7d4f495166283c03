#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::webanno {

/// With a backslash before what means something in a cell; tab and line ends by letter.
std::string escaped(std::string_view text);
std::string unescaped(std::string_view text);

/// One of the things that stand in a cell: "PER[3]".
struct Item {
    bool set = false; ///< Not "*".
    std::string value;
    std::int64_t id = 0; ///< 0: none.
};
/// The things of a cell, parted by "|"; none for "_".
std::vector<Item> itemsIn(std::string_view cell);

/// A layer of a file: what one annotation says, in a column each.
struct Layer {
    enum class Kind { Span, Relation, Chain };
    Kind kind = Kind::Span;
    std::string name;
    std::vector<std::string> features;
    std::string base; ///< Of relations: the layer of what they bind.

    std::size_t columns() const;
    /// The feature that is the label; npos when there is none.
    std::size_t labelFeature() const;
    /// What an annotation without a label is called: "NamedEntity".
    std::string shortName() const;
    /// Features that bind slots are not shown.
    bool isSlot(std::size_t feature) const;
    std::string header() const;
};
/// From "#T_SP=…", "#T_RL=…" or "#T_CH=…"; false for any other line.
bool readLayer(std::string_view line, Layer& layer);

} // namespace touchstone::webanno

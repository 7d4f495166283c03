#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

/// 16 bytes, in network order as in RFC 9562. All zero means "none".
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    bool isNull() const { return *this == Uuid{}; }
    /// Lower-case, with hyphens: "0190c2f4-…".
    std::string toString() const;
    /// Accepts the form that toString writes, in either case; nothing else.
    static std::optional<Uuid> parse(std::string_view text);
    friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// A new UUIDv7 (RFC 9562, 5.7). Ids made by one process are strictly increasing, even when the clock is
/// set back. Thread-safe.
Uuid newUuid();

/// Raises the floor below which newUuid never goes, to the newest id of a file that was opened: ids stay
/// in order although this machine's clock is behind. Ignored when it lies after the year 2200. Thread-safe.
void raiseUuidFloor(const Uuid& newest);

/// A Uuid that says of what: ids of different kinds do not mix.
template <class Tag>
struct Id {
    Uuid uuid;

    static Id create() { return Id{newUuid()}; }
    bool isNull() const { return uuid.isNull(); }
    explicit operator bool() const { return !isNull(); }
    std::string toString() const { return uuid.toString(); }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using AnnotationId = Id<struct AnnotationTag>;
using InstanceId = Id<struct InstanceTag>;
using LabelId = Id<struct LabelTag>;
using LayerId = Id<struct LayerTag>;
using ItemId = Id<struct ItemTag>;
using MediumId = Id<struct MediumTag>;
using TaskId = Id<struct TaskTag>;
using MemberId = Id<struct MemberTag>;
using SourceId = Id<struct SourceTag>;
using EditId = Id<struct EditTag>;
using ProjectId = Id<struct ProjectTag>;
using RootId = Id<struct RootTag>;

} // namespace touchstone

template <>
struct std::hash<touchstone::Uuid> {
    std::size_t operator()(const touchstone::Uuid& id) const noexcept;
};
template <class Tag>
struct std::hash<touchstone::Id<Tag>> {
    std::size_t operator()(const touchstone::Id<Tag>& id) const noexcept
    {
        return std::hash<touchstone::Uuid>()(id.uuid);
    }
};

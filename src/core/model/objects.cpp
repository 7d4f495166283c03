#include "touchstone/model/objects.h"

#include <array>
#include <cstddef>

namespace touchstone {
namespace {

constexpr std::array<std::string_view, 5> kRoles{"work", "ground-truth", "prediction", "gold", "adjudicated"};
constexpr std::array<std::string_view, 8> kStates{"unassigned", "assigned", "in_progress", "submitted",
                                                  "in_review",  "approved", "rejected",    "skipped"};
constexpr std::array<std::string_view, 3> kModes{"none", "sampled", "full"};
constexpr std::array<std::string_view, 4> kSources{"pending", "published", "retired", "purged"};

template <class Enum, std::size_t N>
std::optional<Enum> fromName(const std::array<std::string_view, N>& names, std::string_view name)
{
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == name)
            return static_cast<Enum>(i);
    return std::nullopt;
}

} // namespace

std::string_view layerRoleName(LayerRole role)
{
    return kRoles[static_cast<std::size_t>(role)];
}

std::optional<LayerRole> layerRoleFromName(std::string_view name)
{
    return fromName<LayerRole>(kRoles, name);
}

std::string_view taskStateName(TaskState state)
{
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<TaskState> taskStateFromName(std::string_view name)
{
    return fromName<TaskState>(kStates, name);
}

std::string_view reviewModeName(ReviewMode mode)
{
    return kModes[static_cast<std::size_t>(mode)];
}

std::optional<ReviewMode> reviewModeFromName(std::string_view name)
{
    return fromName<ReviewMode>(kModes, name);
}

std::string_view sourceStateName(SourceState state)
{
    return kSources[static_cast<std::size_t>(state)];
}

std::optional<SourceState> sourceStateFromName(std::string_view name)
{
    return fromName<SourceState>(kSources, name);
}

} // namespace touchstone

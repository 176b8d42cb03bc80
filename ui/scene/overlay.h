// The colour of every rack, and the legend that explains it.
#pragma once

#include "core/model/snapshot.h"
#include "ui/scene/rgba.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace rackwright::ui::scene {

enum class Overlay
{
    Role,
    Power,
    Cabling,
};

// cividis from `low` to `high`, in the unit of a Figure.
struct ColourScale
{
    double low = 0.0;
    double high = 0.0;
    std::string_view unit;

    friend bool operator==(const ColourScale&, const ColourScale&) = default;
};

struct LegendEntry
{
    Rgba colour;
    QString text;
};

struct Legend
{
    QString title{};
    std::optional<ColourScale> scale{};
    std::vector<LegendEntry> entries{};
};

struct RackColours
{
    std::vector<Rgba> ofRack{}; // in the order of the plan's racks
    Legend legend{};
};

[[nodiscard]] RackColours coloursOf(const Snapshot& snapshot, Overlay overlay);

} // namespace rackwright::ui::scene

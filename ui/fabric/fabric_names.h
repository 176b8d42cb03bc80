// What the parts of a network are called.
#pragma once

#include "ui/fabric/fabric_layout.h"
#include "ui/fabric/fabric_state.h"

#include <QString>
#include <QStringList>

namespace rackwright::ui {

// What the names are read from.
struct FabricModel
{
    Snapshot snapshot;
    FabricId fabric;
    network::FabricGraph graph;
    FabricParts parts;
};

[[nodiscard]] FabricModel fabricModel(const Snapshot& snapshot, FabricId fabric);

// The GPU network, or the first there is; none when there is none.
[[nodiscard]] FabricId firstFabric(const Snapshot& snapshot);

// "Pod 7", "H1-A07", "GPU-L-H1-A07-r0"
[[nodiscard]] QString nameOf(const FabricModel& model, int part);

// The same where there is little room: "P7", "A07", "r0".
[[nodiscard]] QString shortNameOf(const FabricModel& model, int part);

// "64 spine switches, 64 leaf switches, 512 servers"
[[nodiscard]] QString contentsOf(const FabricModel& model, int part);

// "Spine switches", "Servers"; `tier` 0: servers
[[nodiscard]] QString layerName(int tier);

// "64 spine switches", "1 server"
[[nodiscard]] QString countText(int nodes, int tier);

// What a box says, the longest first; lines are parted by a line feed.
[[nodiscard]] QStringList textsOf(const FabricModel& model, const FabricBox& box);

// What a pointer finds out about a box and a link.
[[nodiscard]] QString describe(const FabricModel& model,
                               const FabricBox& box,
                               const BoxState& state);
[[nodiscard]] QString describe(const FabricModel& model,
                               const FabricLayout& layout,
                               const FabricLink& link,
                               const LinkState& state);

} // namespace rackwright::ui

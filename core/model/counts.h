// How many of everything a plan holds, grouped as people buy and power it.
#pragma once

#include "core/base/figure.h"
#include "core/model/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackwright {

// Devices of one type with one place in one network.
struct DeviceCount
{
    DeviceTypeId type;
    FabricId fabric; // none: no switch of a fabric
    Tier tier = Tier::None;
    int count = 0;
};

// In the order of types, fabrics and tiers.
[[nodiscard]] std::vector<DeviceCount> countDevices(const Snapshot& snapshot);

// "Spectrum SN5600, leaf of GPU fabric"
[[nodiscard]] std::string describe(const Snapshot& snapshot, const DeviceCount& devices);

[[nodiscard]] std::string_view nameOf(Medium medium); // "multimode fibre"

// Links of one fabric over one medium.
struct LinkCount
{
    FabricId fabric;
    Medium medium = Medium::Multimode;
    int count = 0;
    int unmeasured = 0; // of them have no length
    Length length;      // of the others, together
};

[[nodiscard]] std::vector<LinkCount> countLinks(const Snapshot& snapshot);

[[nodiscard]] std::string describe(const Snapshot& snapshot, const LinkCount& links);

// A count as the input of another figure.
[[nodiscard]] Figure counted(std::string key, std::string label, double count);

// An assumption of the plan as a figure; unknown when the plan has none of that key.
[[nodiscard]] Figure assumed(const Snapshot& snapshot, std::string_view key);

} // namespace rackwright

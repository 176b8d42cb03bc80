// Database identities that cannot be mixed up. 32 bits: a million GPUs need three million cables.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace rackwright {

template <typename Tag>
struct Id
{
    std::int32_t value = 0; // 0: none, or not stored yet

    [[nodiscard]] constexpr bool isNone() const { return value == 0; }

    friend constexpr auto operator<=>(Id, Id) = default;
};

using SourceId = Id<struct SourceTag>;
using SiteId = Id<struct SiteTag>;
using HallId = Id<struct HallTag>;
using FixtureId = Id<struct FixtureTag>;
using RowId = Id<struct RowTag>;
using RackTypeId = Id<struct RackTypeTag>;
using AcceleratorId = Id<struct AcceleratorTag>;
using DeviceTypeId = Id<struct DeviceTypeTag>;
using ArrayId = Id<struct ArrayTag>;
using RackId = Id<struct RackTag>;
using DeviceId = Id<struct DeviceTag>;
using TrayId = Id<struct TrayTag>;
using FabricId = Id<struct FabricTag>;
using CableId = Id<struct CableTag>;
using PowerNodeId = Id<struct PowerNodeTag>;
using CoolingNodeId = Id<struct CoolingNodeTag>;
using CableTypeId = Id<struct CableTypeTag>;
using AssumptionId = Id<struct AssumptionTag>;
using WorkloadId = Id<struct WorkloadTag>;
using PeerId = Id<struct PeerTag>;
using ScenarioId = Id<struct ScenarioTag>;
using StepId = Id<struct StepTag>;
using BookmarkId = Id<struct BookmarkTag>;
using WaiverId = Id<struct WaiverTag>;

} // namespace rackwright

template <typename Tag>
struct std::hash<rackwright::Id<Tag>>
{
    std::size_t operator()(rackwright::Id<Tag> id) const noexcept
    {
        return std::hash<std::int32_t>{}(id.value);
    }
};

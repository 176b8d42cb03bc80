// How enum values are written in the file. Spellings are never changed, so old files stay readable.
#pragma once

#include "core/model/catalogue.h"
#include "core/model/inventory.h"

#include <optional>
#include <string_view>

namespace rackwright::store {

constexpr std::string_view spelled(Confidence value)
{
    switch (value) {
    case Confidence::High:
        return "high";
    case Confidence::Medium:
        return "medium";
    case Confidence::Low:
        return "low";
    }
    return {};
}

constexpr std::string_view spelled(DeviceKind value)
{
    switch (value) {
    case DeviceKind::Server:
        return "server";
    case DeviceKind::Switch:
        return "switch";
    case DeviceKind::CoolingUnit:
        return "cooling_unit";
    case DeviceKind::PowerStrip:
        return "power_strip";
    case DeviceKind::StorageServer:
        return "storage_server";
    case DeviceKind::CpuServer:
        return "cpu_server";
    case DeviceKind::Other:
        return "other";
    }
    return {};
}

constexpr std::string_view spelled(WorkloadKind value)
{
    switch (value) {
    case WorkloadKind::Architecture:
        return "architecture";
    case WorkloadKind::Compute:
        return "compute";
    }
    return {};
}

constexpr std::string_view spelled(AttentionKind value)
{
    switch (value) {
    case AttentionKind::Grouped:
        return "grouped";
    case AttentionKind::Latent:
        return "latent";
    }
    return {};
}

constexpr std::string_view spelled(Precision value)
{
    switch (value) {
    case Precision::Bf16:
        return "bf16";
    case Precision::Fp8:
        return "fp8";
    }
    return {};
}

constexpr std::string_view spelled(Facing value)
{
    switch (value) {
    case Facing::North:
        return "north";
    case Facing::East:
        return "east";
    case Facing::South:
        return "south";
    case Facing::West:
        return "west";
    }
    return {};
}

constexpr std::string_view spelled(FixtureKind value)
{
    switch (value) {
    case FixtureKind::Column:
        return "column";
    case FixtureKind::Door:
        return "door";
    case FixtureKind::KeepOut:
        return "keep_out";
    }
    return {};
}

constexpr std::string_view spelled(RowUse value)
{
    switch (value) {
    case RowUse::Arrays:
        return "arrays";
    case RowUse::Network:
        return "network";
    }
    return {};
}

constexpr std::string_view spelled(RackRole value)
{
    switch (value) {
    case RackRole::Compute:
        return "compute";
    case RackRole::Network:
        return "network";
    case RackRole::Storage:
        return "storage";
    case RackRole::Cpu:
        return "cpu";
    case RackRole::Management:
        return "management";
    }
    return {};
}

constexpr std::string_view spelled(Tier value)
{
    switch (value) {
    case Tier::None:
        return "none";
    case Tier::Leaf:
        return "leaf";
    case Tier::Spine:
        return "spine";
    case Tier::Core:
        return "core";
    case Tier::FourthTier:
        return "fourth_tier";
    }
    return {};
}

constexpr std::string_view spelled(FabricPurpose value)
{
    switch (value) {
    case FabricPurpose::Gpu:
        return "gpu";
    case FabricPurpose::FrontEnd:
        return "front_end";
    case FabricPurpose::OutOfBand:
        return "out_of_band";
    }
    return {};
}

constexpr std::string_view spelled(FabricKind value)
{
    switch (value) {
    case FabricKind::RailOptimised:
        return "rail_optimised";
    case FabricKind::FatTree:
        return "fat_tree";
    case FabricKind::RailOnly:
        return "rail_only";
    }
    return {};
}

constexpr std::string_view spelled(Medium value)
{
    switch (value) {
    case Medium::Dac:
        return "dac";
    case Medium::Multimode:
        return "multimode";
    case Medium::SingleMode:
        return "single_mode";
    case Medium::Acc:
        return "acc";
    case Medium::Aoc:
        return "aoc";
    case Medium::TwistedPair:
        return "twisted_pair";
    }
    return {};
}

constexpr std::string_view spelled(TrayKind value)
{
    switch (value) {
    case TrayKind::OverRow:
        return "over_row";
    case TrayKind::Across:
        return "across";
    case TrayKind::BetweenHalls:
        return "between_halls";
    }
    return {};
}

constexpr std::string_view spelled(PowerNodeKind value)
{
    switch (value) {
    case PowerNodeKind::Grid:
        return "grid";
    case PowerNodeKind::Generator:
        return "generator";
    case PowerNodeKind::Battery:
        return "battery";
    case PowerNodeKind::Substation:
        return "substation";
    case PowerNodeKind::HallSwitchgear:
        return "hall_switchgear";
    case PowerNodeKind::Busway:
        return "busway";
    }
    return {};
}

constexpr std::string_view spelled(Feed value)
{
    switch (value) {
    case Feed::None:
        return "none";
    case Feed::A:
        return "a";
    case Feed::B:
        return "b";
    }
    return {};
}

constexpr std::string_view spelled(CoolingNodeKind value)
{
    switch (value) {
    case CoolingNodeKind::CoolingTower:
        return "cooling_tower";
    case CoolingNodeKind::ChilledLoop:
        return "chilled_loop";
    case CoolingNodeKind::HallLoop:
        return "hall_loop";
    }
    return {};
}

// Enumerators count from 0 without gaps, so the first without a spelling is past the last.
template <typename Enum>
constexpr std::optional<Enum> valueSpelled(std::string_view text)
{
    for (int number = 0;; ++number) {
        const auto value = static_cast<Enum>(number);
        if (spelled(value).empty()) {
            return std::nullopt;
        }
        if (spelled(value) == text) {
            return value;
        }
    }
}

} // namespace rackwright::store

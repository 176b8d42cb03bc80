// What stands on the site: halls, rows, racks, devices, cables, power and cooling.
#pragma once

#include "core/base/id.h"
#include "core/base/quantity.h"
#include "core/model/cabling.h"
#include "core/model/geometry.h"

#include <cstdint>
#include <optional>
#include <string>

namespace rackwright {

struct Site
{
    SiteId id;
    std::string name;
    std::string address;
    std::optional<double> latitudeDegrees;
    std::optional<double> longitudeDegrees;
    std::optional<Area> buildingArea;
    Length width; // of the building's outline
    Length depth;
    std::string origin;
    std::string outlineOrigin;

    friend bool operator==(const Site&, const Site&) = default;
};

struct Hall
{
    HallId id;
    SiteId site;
    std::string name; // "Hall 1"
    FloorRect area;
    Length height; // clear height
    std::string origin;

    friend bool operator==(const Hall&, const Hall&) = default;
};

enum class FixtureKind
{
    Column,
    Door, // its area is the clear way in front of it
    KeepOut,
};

// A part of the building where no rack can stand.
struct Fixture
{
    FixtureId id;
    HallId hall;
    FixtureKind kind = FixtureKind::KeepOut;
    std::string name;
    FloorRect area;

    friend bool operator==(const Fixture&, const Fixture&) = default;
};

enum class RowUse
{
    Arrays,
    Network, // spine and core switches, storage, CPU and management racks
};

// A line of rack places, west to east. Two rows that turn their backs to each other share a hot aisle.
struct Row
{
    RowId id;
    HallId hall;
    std::string name; // "R03"
    RowUse use = RowUse::Arrays;
    FloorRect area;
    Facing front = Facing::South; // the cold side

    friend bool operator==(const Row&, const Row&) = default;
};

// The scalable unit: 8 compute racks (512 GPUs) and their network rack.
struct Array
{
    ArrayId id;
    HallId hall;
    std::string name; // "H1-A07"

    friend bool operator==(const Array&, const Array&) = default;
};

enum class RackRole
{
    Compute,
    Network,
    Storage,
    Cpu,
    Management,
};

struct Rack
{
    RackId id;
    HallId hall;
    RowId row;     // none: moved off every row
    ArrayId array; // none: belongs to no array
    RackTypeId type;
    RackRole role = RackRole::Compute;
    std::string name; // "H1-R03-07"
    FloorPosition centre;
    Facing front = Facing::South;
    PowerNodeId feedA;
    PowerNodeId feedB;

    friend bool operator==(const Rack&, const Rack&) = default;
};

enum class Tier : std::uint8_t
{
    None, // not a fabric switch
    Leaf,
    Spine,
    Core,
    FourthTier,
};

struct Device
{
    DeviceId id;
    RackId rack;
    DeviceTypeId type;
    std::string name;
    int unit = 0;    // lowest rack unit it occupies, counted from 1; 0: mounted behind, in none
    FabricId fabric; // of a switch
    Tier tier = Tier::None;
    int rail = -1; // of a leaf switch in a rail-optimised fabric, from 0

    friend bool operator==(const Device&, const Device&) = default;
};

enum class FabricPurpose
{
    Gpu,
    FrontEnd,
    OutOfBand,
};

enum class FabricKind
{
    RailOptimised,
    FatTree,
    RailOnly, // rails that are not joined
};

struct Fabric
{
    FabricId id;
    std::string name;
    FabricPurpose purpose = FabricPurpose::Gpu;
    FabricKind kind = FabricKind::RailOptimised;
    Bandwidth linkSpeed;
    int radix = 0; // ports of a switch at linkSpeed
    int tiers = 0;
    double oversubscription = 1.0; // worst tier, 1: non-blocking
    std::string origin;

    friend bool operator==(const Fabric&, const Fabric&) = default;
};

// The port of a device for its out-of-band management: one that no switch has for data.
inline constexpr std::int16_t managementPort = 4096;

// One link at the fabric's speed. Server ports are NIC indices, plus the number of NICs for each plane before
// the cable's; switch ports count from 0.
struct Cable
{
    CableId id;
    FabricId fabric;
    DeviceId a; // the lower end: the server, or the switch of the lower tier
    DeviceId b;
    std::int16_t aPort = 0;
    std::int16_t bPort = 0;
    Medium medium = Medium::Multimode;
    std::optional<Length> length;

    friend bool operator==(const Cable&, const Cable&) = default;
};

enum class PowerNodeKind
{
    Grid,
    Generator,
    Battery,
    Substation,
    HallSwitchgear,
    Busway,
};

enum class Feed
{
    None,
    A,
    B,
};

struct PowerNode
{
    PowerNodeId id;
    PowerNodeId parent; // none: a source of power
    PowerNodeKind kind = PowerNodeKind::Grid;
    std::string name;
    int count = 1;                 // equal units in parallel
    std::optional<Power> capacity; // of one unit
    std::optional<Energy> storage; // of one unit, for batteries
    HallId hall;
    Feed feed = Feed::None;
    std::string inService; // ISO date; empty: from the start
    std::string retired;   // ISO date; empty: still there
    std::string origin;

    friend bool operator==(const PowerNode&, const PowerNode&) = default;
};

enum class CoolingNodeKind
{
    CoolingTower,
    ChilledLoop,
    HallLoop,
};

struct CoolingNode
{
    CoolingNodeId id;
    CoolingNodeId parent;
    CoolingNodeKind kind = CoolingNodeKind::ChilledLoop;
    std::string name;
    int count = 1;
    std::optional<Power> capacity; // heat carried by one unit
    HallId hall;
    std::string origin;

    friend bool operator==(const CoolingNode&, const CoolingNode&) = default;
};

} // namespace rackwright

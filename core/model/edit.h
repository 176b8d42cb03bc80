// Every way to change a plan, as values. Views, the command line, importers and scenario steps use the
// same ones; core/edit works out what each does to the rows.
#pragma once

#include "core/model/catalogue.h"
#include "core/model/inventory.h"
#include "core/model/scenario.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace rackwright {

// ---- Racks on the floor. Refused with Collision or OutsideHall when the place is not free.

struct MoveRacks
{
    std::vector<RackId> racks;
    Length dx;
    Length dy;
};

// A quarter turn clockwise, each about its own centre.
struct TurnRacks
{
    std::vector<RackId> racks;
};

// Takes their devices and cables along.
struct RemoveRacks
{
    std::vector<RackId> racks;
};

// Copies racks and their devices, not their cables.
struct DuplicateRacks
{
    std::vector<RackId> racks;
    Length dx;
    Length dy;
};

struct RenameRack
{
    RackId rack;
    std::string name;
};

// ---- Devices in racks. Refused with DoesNotFit where the units are taken or not there.

struct MoveDevice
{
    DeviceId device;
    RackId rack;
    int unit = 0; // its lowest, counted from 1; 0 for what hangs behind the units
};

struct MountDevice
{
    std::string type; // slug
    RackId rack;
    int unit = 0;
    std::string name; // empty: named for its rack
};

// Takes their cables along.
struct RemoveDevices
{
    std::vector<DeviceId> devices;
};

// ---- Building a site

struct SetSite
{
    Site site; // id is ignored: a plan has one site
};

// A hall with its rows, aisles, columns and doors. Rows run west to east and are laid from the south wall:
// cold aisle, row, hot aisle, row, cold aisle, ... `networkRows` of them, in the middle, take the switches.
struct AddHall
{
    struct Door
    {
        std::string name;
        Facing wall = Facing::South; // the wall that it is in
        Length along;                // from the wall's west or south end to the door's middle
        Length width;
    };

    std::string name;
    FloorRect area;
    Length height;
    int arrayRows = 0;
    int networkRows = 0;
    Length rowDepth;
    Length coldAisle;
    Length hotAisle;
    Length endAisle; // clear way between the row ends and the west and east walls
    Length
        columnPitchX; // 0: no columns; the first column line is one pitch from the row's west end
    Length columnPitchY; // columns stand in the line of a row, so that every aisle stays clear
    Length columnSize;
    std::vector<Door> doors;
    std::string origin;
};

// Fills free places in the array rows of a hall, evenly over the rows. Each array is `racksPerArray` compute
// racks in one line with its network rack in the middle.
struct AddArrays
{
    std::string hall;
    int arrays = 0;
    std::optional<int>
        servers; // fewer than the arrays could hold leaves the last ones partly empty
    int racksPerArray = 8;
    int serversPerRack = 8;
    std::string rackType;
    std::string serverType;
    std::string coolingUnitType; // one in each compute rack; empty: none
    std::string powerStripType;  // two in each rack, feeds A and B; empty: none
};

// Racks in the network rows of a hall: for switches to come (devicesPerRack 0), storage, CPU servers.
struct AddRacks
{
    std::string hall;
    RackRole role = RackRole::Network;
    int racks = 0;
    std::string rackType;
    std::string deviceType; // empty: none
    int devicesPerRack = 0;
    std::string powerStripType;
};

enum class PodSpines
{
    Shared,
    PerRail, // the leaves of one rail have spines of their own
};

// Builds or rebuilds a network over all servers that stand there; an out-of-band network over everything that
// has a management port. The old switches and cables of the same purpose go; leaf switches go into the arrays'
// network racks, the other tiers into network racks of the network rows (RackRole::Network outside arrays).
struct BuildFabric
{
    FabricPurpose purpose = FabricPurpose::Gpu;
    FabricKind kind = FabricKind::RailOptimised;
    std::string name;
    std::string switchType;
    std::string upperSwitchType;   // of the tiers above the leaves; empty: the same
    int nicsPerServer = 8;         // NICs of each server in this network
    int firstNic = 0;              // port index of the first of them
    Bandwidth linkSpeed;           // slower than the ports of a switch: they are broken out
    int tiers = 0;                 // 0: as many as needed
    double oversubscription = 1.0; // of the leaf switches: down over up
    int planes = 1;     // equal networks; each NIC has a port in each, of a part of its speed
    int podServers = 0; // 0: pods as large as the switches allow
    double podOversubscription = 1.0;
    PodSpines podSpines = PodSpines::Shared;
    int sparePorts = 0;     // of each leaf towards servers, kept free
    int scaleUpServers = 0; // of a scale-up domain, which stays on the same leaves; 0: none
    std::string origin;
};

// A network that another program wrote. Its name is that of the network that it replaces, if the plan has one.
// Devices are those of the plan with the same names; others are added: where their rack and unit say, or in
// racks of a new hall. Types that the catalogue does not know are added with unknown power.
struct ImportNetwork
{
    struct Node
    {
        std::string name;
        std::string type;         // slug; empty: as its kind
        std::optional<Tier> tier; // None: a server
        int rail = -1;
        std::string rack; // name; empty: any
        int unit = 0;     // 0: any
    };
    struct Link
    {
        int a = 0; // index of a node
        int b = 0;
        std::int16_t aPort = 0;
        std::int16_t bPort = 0;
        std::optional<Medium> medium;
        std::optional<Length> length;
    };

    std::string name;
    FabricPurpose purpose = FabricPurpose::Gpu;
    Bandwidth linkSpeed; // 0: not said
    std::vector<Node> nodes;
    std::vector<Link> links;
    std::string origin;
};

// ---- Cable trays. Cables are laid anew where their way changes.

// A tray along every row of the halls, and trays across them from the first row to the last, evenly spread.
// Refused for a hall that has trays.
struct AddTrays
{
    std::vector<std::string> halls; // names; empty: every hall without trays
    Length height;                  // of the trays' bottoms above the floor
    Length depth;
    Length rowWidth;  // of those over array rows
    Length mainWidth; // of those over network rows and across
    int across = 2;   // in each hall
    // Trays above each other share the cables of a line.
    int mainLevels = 1;   // of those over network rows
    int acrossLevels = 1; // of those across
    Length levelStep;     // from bottom to bottom; not less than the depth where there are levels
    std::string origin;
};

// West to east or south to north.
struct AddTray
{
    Tray tray;        // the lowest; id and hall are ignored
    std::string hall; // name; empty: between halls
    int levels = 1;
    Length levelStep; // as above
};

// Gives a tray another place or size.
struct SetTray
{
    std::string name; // as it is called now
    Tray tray;        // id, hall and kind stay
};

struct RemoveTrays
{
    std::vector<std::string> trays; // names
};

// ---- Power and cooling

struct AddPowerNode
{
    PowerNode node;     // id, parent and hall are ignored: named below
    std::string parent; // name; empty: a source
    std::string hall;   // name; empty: none
};

// Gives each hall its A and B switchgear under `parent`, each row an A and a B busway, each rack its feeds.
struct FeedRacks
{
    std::string parent;             // name of the power node that feeds the halls
    std::vector<std::string> halls; // names; empty: every hall
    std::optional<Power> buswayCapacity;
    std::string origin;
};

struct AddCoolingNode
{
    CoolingNode node;
    std::string parent;
    std::string hall;
};

// ---- Knowledge

// Adds rows or replaces those of the same slug or key.
struct AddCatalogue
{
    struct NewDeviceType
    {
        DeviceType type;
        std::string accelerator; // slug; empty: none
    };
    struct NewPeer
    {
        Peer peer;
        std::string accelerator;
    };

    std::vector<Source> sources;
    std::vector<RackType> rackTypes;
    std::vector<Accelerator> accelerators;
    std::vector<NewDeviceType> deviceTypes;
    std::vector<CableType> cableTypes;
    std::vector<Assumption> assumptions;
    std::vector<Workload> workloads;
    std::vector<NewPeer> peers;
};

struct SetAssumption
{
    std::string key;
    Range<double> value; // low <= likely <= high, in the assumption's unit
    std::string origin;
};

// ---- Scenarios

struct AddScenario
{
    Scenario scenario;
    std::vector<Step> steps; // id, scenario and ordinal are ignored: they are in order
};

enum class Enabled
{
    No,
    Yes,
};

struct EnableStep
{
    std::string scenario; // slug
    int ordinal = 0;
    Enabled enabled = Enabled::Yes;
};

struct AddBookmark
{
    Bookmark bookmark;
};

// Accepts a finding; an empty reason opens it again.
struct WaiveFinding
{
    std::string rule;
    std::string subject;
    std::string reason;
};

using Edit = std::variant<MoveRacks,
                          TurnRacks,
                          RemoveRacks,
                          DuplicateRacks,
                          RenameRack,
                          MoveDevice,
                          MountDevice,
                          RemoveDevices,
                          SetSite,
                          AddHall,
                          AddArrays,
                          AddRacks,
                          BuildFabric,
                          ImportNetwork,
                          AddTrays,
                          AddTray,
                          SetTray,
                          RemoveTrays,
                          AddPowerNode,
                          FeedRacks,
                          AddCoolingNode,
                          AddCatalogue,
                          SetAssumption,
                          AddScenario,
                          EnableStep,
                          AddBookmark,
                          WaiveFinding>;

} // namespace rackwright

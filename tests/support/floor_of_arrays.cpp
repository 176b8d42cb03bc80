#include "tests/support/floor_of_arrays.h"

#include "core/base/units.h"

#include <string>

namespace rackwright::test {

namespace {

using namespace rackwright::units;

constexpr int racksPerArray = 8;
constexpr int arraysPerRow = 7;

class Floor
{
public:
    explicit Floor(const FloorOfArrays& wanted)
        : wanted_(wanted)
        , left_(wanted.servers > 0
                    ? wanted.servers
                    : wanted.halls * wanted.arraysPerHall * racksPerArray * wanted.serversPerRack)
    {}

    Change change();

private:
    void addCatalogue();
    void addHall(int hall);
    void addArray(HallId hall, int index);
    RackId addRack(HallId hall, ArrayId array, RackRole role, FloorPosition centre);

    const FloorOfArrays& wanted_;
    int left_;
    Change change_;
};

void Floor::addCatalogue()
{
    change_.rackTypes.written.push_back({.id = RackTypeId{1},
                                         .slug = "rack-48u",
                                         .name = "Rack 48 U",
                                         .width = 0.6 * metre,
                                         .depth = 1.2 * metre,
                                         .height = 2.3 * metre,
                                         .heightUnits = 48,
                                         .mass = {},
                                         .origin = "assumed"});
    DeviceType server;
    server.id = DeviceTypeId{1};
    server.slug = "server";
    server.name = "Server";
    server.kind = DeviceKind::Server;
    server.heightUnits = 4;
    server.ports = wanted_.nicsPerServer;
    server.portSpeed = 400.0 * gigabitPerSecond;
    DeviceType fabricSwitch;
    fabricSwitch.id = DeviceTypeId{2};
    fabricSwitch.slug = "switch";
    fabricSwitch.name = "Switch";
    fabricSwitch.kind = DeviceKind::Switch;
    fabricSwitch.heightUnits = 2;
    fabricSwitch.ports = 64;
    fabricSwitch.portSpeed = 800.0 * gigabitPerSecond;
    change_.deviceTypes.written = {server, fabricSwitch};
}

RackId Floor::addRack(HallId hall, ArrayId array, RackRole role, FloorPosition centre)
{
    Rack rack;
    rack.id = RackId{static_cast<int>(change_.racks.written.size()) + 1};
    rack.hall = hall;
    rack.array = array;
    rack.type = RackTypeId{1};
    rack.role = role;
    rack.name = "Rack " + std::to_string(rack.id.value);
    rack.centre = centre;
    change_.racks.written.push_back(rack);
    return rack.id;
}

void Floor::addArray(HallId hall, int index)
{
    const ArrayId array{static_cast<int>(change_.arrays.written.size()) + 1};
    change_.arrays.written.push_back(
        {.id = array,
         .hall = hall,
         .name = "H" + std::to_string(hall.value) + "-A" + std::to_string(index + 1)});
    const Length x = (hall.value * 100.0 + index % arraysPerRow * 6.0) * metre;
    const Length y = index / arraysPerRow * 4.0 * metre;
    for (int place = 0; place <= racksPerArray; ++place) {
        const FloorPosition centre{.x = x + place * 0.6 * metre, .y = y};
        if (place == racksPerArray / 2) {
            addRack(hall, array, RackRole::Network, centre);
            continue;
        }
        const RackId rack = addRack(hall, array, RackRole::Compute, centre);
        for (int i = 0; i < wanted_.serversPerRack && left_ > 0; ++i, --left_) {
            Device server;
            server.id = DeviceId{static_cast<int>(change_.devices.written.size()) + 1};
            server.rack = rack;
            server.type = DeviceTypeId{1};
            server.name = "Server " + std::to_string(server.id.value);
            server.unit = 1 + 4 * i;
            change_.devices.written.push_back(server);
        }
    }
}

void Floor::addHall(int hall)
{
    const HallId id{hall + 1};
    Hall added;
    added.id = id;
    added.site = SiteId{1};
    added.name = "Hall " + std::to_string(id.value);
    added.area = {id.value * 100.0 * metre, {}, 90.0 * metre, 60.0 * metre};
    change_.halls.written.push_back(added);
    for (int index = 0; index < wanted_.arraysPerHall; ++index) {
        addArray(id, index);
    }
    for (int i = 0; i < wanted_.networkRacksPerHall; ++i) {
        addRack(id, {}, RackRole::Network, {(id.value * 100.0 + i * 0.6) * metre, 30.0 * metre});
    }
}

Change Floor::change()
{
    Site site;
    site.id = SiteId{1};
    change_.sites.written.push_back(site);
    addCatalogue();
    for (int hall = 0; hall < wanted_.halls; ++hall) {
        addHall(hall);
    }
    return std::move(change_);
}

} // namespace

Snapshot floorOfArrays(const FloorOfArrays& floor)
{
    return applied(Snapshot{}, Floor{floor}.change());
}

} // namespace rackwright::test

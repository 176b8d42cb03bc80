// A made-up site of the size of Memphis for tests and benches that need many racks: four halls of 68 x 45 m with
// ten rows each, about 1,900 racks of 0.8 x 1.47 x 2.3 m. No figure in it means anything.
#pragma once

#include "core/base/units.h"
#include "core/model/snapshot.h"

#include <array>
#include <string>

namespace rackwright::test {

namespace synthetic {

using namespace units;

inline constexpr int rowsPerHall = 10;
inline constexpr int racksPerRow = 47;
inline constexpr double rackWidth = 0.8;
inline constexpr double rackDepth = 1.47;
inline constexpr double rowPitch = 4.2; // metres from row to row: a rack and an aisle

inline std::vector<DeviceType> deviceTypes()
{
    const auto type = [](int id, const char* name, DeviceKind kind, int units, double kilowatts) {
        DeviceType made;
        made.id = DeviceTypeId{id};
        made.slug = name;
        made.name = name;
        made.kind = kind;
        made.heightUnits = units;
        made.power = kilowatts * kilowatt;
        return made;
    };
    return {type(1, "server", DeviceKind::Server, 4, 10.2),
            type(2, "cdu", DeviceKind::CoolingUnit, 4, 2.2),
            type(3, "switch", DeviceKind::Switch, 2, 0.94),
            type(4, "storage", DeviceKind::StorageServer, 2, 1.2)};
}

// Fills a snapshot hall by hall.
struct Builder
{
    std::vector<Hall> halls;
    std::vector<Fixture> fixtures;
    std::vector<Row> rows;
    std::vector<Rack> racks;
    std::vector<Device> devices;

    template <typename Item>
    static auto next(const std::vector<Item>& items)
    {
        return decltype(Item::id){static_cast<std::int32_t>(items.size()) + 1};
    }

    void addDevice(RackId rack, int type, int unit)
    {
        Device device;
        device.id = next(devices);
        device.rack = rack;
        device.type = DeviceTypeId{type};
        device.name = "d" + std::to_string(unit);
        device.unit = unit;
        devices.push_back(std::move(device));
    }

    void addRack(const Hall& hall, const Row& row, int place)
    {
        const RackRole role = row.use == RowUse::Network
                                  ? (place % 3 == 0 ? RackRole::Storage : RackRole::Network)
                                  : (place % 9 == 4 ? RackRole::Network : RackRole::Compute);
        Rack rack;
        rack.id = next(racks);
        rack.hall = hall.id;
        rack.row = row.id;
        rack.type = RackTypeId{1};
        rack.role = role;
        rack.name =
            "H" + std::to_string(hall.id.value) + "-" + row.name + "-" + std::to_string(place + 1);
        rack.centre = {row.area.x + (place + 0.5) * rackWidth * metre,
                       row.area.y + row.area.depth / 2.0};
        rack.front = row.front;
        const int units = role == RackRole::Compute ? 8 : role == RackRole::Network ? 8 : 12;
        const int type = role == RackRole::Compute ? 1 : role == RackRole::Network ? 3 : 4;
        if (role == RackRole::Compute) {
            addDevice(rack.id, 2, 1);
        }
        for (int device = 0; device < units; ++device) {
            addDevice(rack.id, type, role == RackRole::Compute ? 5 + 5 * device : 4 + 3 * device);
        }
        racks.push_back(std::move(rack));
    }

    void addRow(const Hall& hall, int index)
    {
        Row row;
        row.id = next(rows);
        row.hall = hall.id;
        row.name = (index < 9 ? "R0" : "R") + std::to_string(index + 1);
        row.use = index == 4 ? RowUse::Network : RowUse::Arrays;
        row.area = {.x = hall.area.x + 14.0 * metre,
                    .y = hall.area.y + (2.6 + rowPitch * index) * metre,
                    .width = racksPerRow * rackWidth * metre,
                    .depth = rackDepth * metre};
        row.front = index % 2 == 0 ? Facing::South : Facing::North;
        for (int place = 0; place < racksPerRow; ++place) {
            addRack(hall, row, place);
        }
        rows.push_back(std::move(row));
    }

    void addFixture(const Hall& hall,
                    FixtureKind kind,
                    std::array<double, 2> from,
                    std::array<double, 2> size)
    {
        Fixture fixture;
        fixture.id = next(fixtures);
        fixture.hall = hall.id;
        fixture.kind = kind;
        fixture.area = {.x = hall.area.x + from[0] * metre,
                        .y = hall.area.y + from[1] * metre,
                        .width = size[0] * metre,
                        .depth = size[1] * metre};
        fixtures.push_back(std::move(fixture));
    }

    void addHall(double x, double y)
    {
        Hall hall;
        hall.id = next(halls);
        hall.site = SiteId{1};
        hall.name = "Hall " + std::to_string(halls.size() + 1);
        hall.area = {.x = x * metre, .y = y * metre, .width = 68.0 * metre, .depth = 45.0 * metre};
        hall.height = 6.0 * metre;
        for (int column = 0; column < 4; ++column) {
            addFixture(hall, FixtureKind::Column, {5.0 + 19.0 * column, 43.6}, {0.5, 0.5});
        }
        addFixture(hall, FixtureKind::Door, {4.0, 0.0}, {3.0, 2.0});
        for (int row = 0; row < rowsPerHall; ++row) {
            addRow(hall, row);
        }
        halls.push_back(std::move(hall));
    }
};

} // namespace synthetic

inline Snapshot syntheticSite()
{
    using namespace units;
    synthetic::Builder builder;
    for (const auto& [x, y] : {std::array{10.0, 10.0},
                               std::array{90.0, 10.0},
                               std::array{10.0, 65.0},
                               std::array{90.0, 65.0}}) {
        builder.addHall(x, y);
    }
    Snapshot site;
    Site building;
    building.id = SiteId{1};
    building.name = "Synthetic";
    building.width = 170.0 * metre;
    building.depth = 120.0 * metre;
    site.sites = Table<Site>{{building}};
    RackType rackType;
    rackType.id = RackTypeId{1};
    rackType.slug = "rack";
    rackType.name = "Rack";
    rackType.width = synthetic::rackWidth * metre;
    rackType.depth = synthetic::rackDepth * metre;
    rackType.height = 2.3 * metre;
    rackType.heightUnits = 48;
    site.rackTypes = Table<RackType>{{rackType}};
    site.deviceTypes = Table<DeviceType>{synthetic::deviceTypes()};
    site.halls = Table<Hall>{std::move(builder.halls)};
    site.fixtures = Table<Fixture>{std::move(builder.fixtures)};
    site.rows = Table<Row>{std::move(builder.rows)};
    site.racks = Table<Rack>{std::move(builder.racks)};
    site.devices = Table<Device>{std::move(builder.devices)};
    return site;
}

} // namespace rackwright::test

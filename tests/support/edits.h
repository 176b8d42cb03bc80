// Plans made by the edits that a user has.
#pragma once

#include "core/base/units.h"
#include "core/edit/resolve.h"

#include <QTest>

#include <initializer_list>

namespace rackwright::test {

// The plan after an edit that must succeed.
inline Snapshot edited(const Snapshot& plan, const Edit& edit)
{
    const Result<Change> change = edit::resolve(plan, edit);
    if (!change) {
        qFatal("refused: %s: %s", change.error().subject.c_str(), change.error().detail.c_str());
    }
    return applied(plan, *change);
}

inline Snapshot edited(Snapshot plan, std::initializer_list<Edit> edits)
{
    for (const Edit& edit : edits) {
        plan = edited(plan, edit);
    }
    return plan;
}

// Why an edit is refused; fails the program when it is not.
inline Error refusal(const Snapshot& plan, const Edit& edit)
{
    const Result<Change> change = edit::resolve(plan, edit);
    if (change) {
        qFatal("not refused");
    }
    return change.error();
}

// The catalogue of the Memphis plan, as far as its floor needs it: facts, B3, B4, B6.
inline AddCatalogue catalogue()
{
    using namespace units;
    AddCatalogue edit;
    RackType rack;
    rack.slug = "rack-48u";
    rack.name = "48 U rack";
    rack.width = 0.8 * metre;
    rack.depth = 1.47 * metre;
    rack.height = 2.3 * metre;
    rack.heightUnits = 48;
    edit.rackTypes = {rack};

    Accelerator h100;
    h100.slug = "h100";
    h100.name = "H100";
    h100.bf16Peak = 989.4 * teraflops;
    edit.accelerators = {h100};

    const auto device = [](const char* slug, DeviceKind kind, int heightUnits) {
        DeviceType type;
        type.slug = slug;
        type.name = slug;
        type.kind = kind;
        type.heightUnits = heightUnits;
        return type;
    };
    DeviceType server = device("server", DeviceKind::Server, 4);
    server.acceleratorCount = 8;
    server.ports = 9;
    edit.deviceTypes = {{server, "h100"},
                        {device("cdu", DeviceKind::CoolingUnit, 4), {}},
                        {device("strip", DeviceKind::PowerStrip, 0), {}},
                        {device("storage", DeviceKind::StorageServer, 1), {}},
                        {device("switch", DeviceKind::Switch, 2), {}}};
    return edit;
}

inline SetSite site()
{
    Site site;
    site.name = "Memphis";
    site.width = 364.6 * units::metre;
    site.depth = 200.0 * units::metre;
    return {site};
}

// 68 m x 45 m, seven array rows and three network rows, aisles for a column grid of 50 ft.
inline AddHall hall(const char* name, Length x, Length y)
{
    using units::metre;
    AddHall edit;
    edit.name = name;
    edit.area = {x, y, 68.0 * metre, 45.0 * metre};
    edit.height = 6.0 * metre;
    edit.arrayRows = 7;
    edit.networkRows = 3;
    edit.rowDepth = 1.47 * metre;
    edit.coldAisle = 2.80 * metre;
    edit.hotAisle = 1.88 * metre;
    edit.endAisle = 3.5 * metre;
    edit.columnPitchX = 15.24 * metre;
    edit.columnPitchY = 15.24 * metre;
    edit.columnSize = 0.5 * metre;
    edit.doors = {{"South", Facing::South, 34.0 * metre, 3.0 * metre}};
    return edit;
}

inline AddArrays arrays(const char* hall, int count)
{
    AddArrays edit;
    edit.hall = hall;
    edit.arrays = count;
    edit.rackType = "rack-48u";
    edit.serverType = "server";
    edit.coolingUnitType = "cdu";
    edit.powerStripType = "strip";
    return edit;
}

// Hall 1 of Memphis, empty: its south-west corner at 10 m, 10 m.
inline Snapshot emptyHall()
{
    using units::metre;
    return edited({}, {catalogue(), site(), hall("Hall 1", 10.0 * metre, 10.0 * metre)});
}

} // namespace rackwright::test

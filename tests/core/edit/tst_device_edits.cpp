#include "core/edit/edit_text.h"
#include "core/layout/rack_units.h"
#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/references.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;
using rackwright::layout::UnitSpan;

namespace {

// Compute racks of 48 U: the CDU in units 1 to 4, servers of 4 U with a manifold between them from 5 on, so that
// server i (from 1) begins at 5 i and the eighth ends at 43. The network rack, the fifth, holds two strips.
Snapshot oneArray()
{
    return edited(emptyHall(), arrays("Hall 1", 1));
}

RackId rack(const Snapshot& plan, const char* name)
{
    return findRack(plan, name)->id;
}

const Device* device(const Snapshot& plan, std::string_view name)
{
    const auto found = std::ranges::find(plan.devices, name, &Device::name);
    return found == plan.devices.end() ? nullptr : &*found;
}

// From rack 6 to rack 4.
Snapshot oneCable()
{
    const Snapshot plan = oneArray();
    Change change;
    change.fabrics.written = {{.id = FabricId{1}, .name = "GPU"}};
    change.cables.written = {{.id = CableId{1},
                              .fabric = FabricId{1},
                              .a = device(plan, "H1-R01-06-S1")->id,
                              .b = device(plan, "H1-R01-04-S1")->id}};
    return applied(plan, change);
}

MoveDevice move(const Snapshot& plan, const char* name, const char* to, int unit)
{
    return {device(plan, name)->id, rack(plan, to), unit};
}

} // namespace

class TestDeviceEdits : public QObject
{
    Q_OBJECT

private slots:
    void unitsOfARackAreTakenOrFree();
    void deviceMovesWithinItsRack();
    void deviceMovesToAnotherRack();
    void deviceIsNotInItsOwnWay();
    void takenUnitsRefuseIt();
    void unitsBeyondTheRackRefuseIt();
    void stripsHangBehindTheUnits();
    void movedDeviceTakesItsCablesAlong();
    void mountedDeviceIsNamedForItsRack();
    void wrongMountsAreRefused();
    void removedDevicesTakeTheirCables();
    void editsAreWrittenByName();
};

void TestDeviceEdits::unitsOfARackAreTakenOrFree()
{
    const Snapshot plan = oneArray();
    QCOMPARE(*layout::unitsOf(plan, *device(plan, "H1-R01-01-CDU")), (UnitSpan{1, 4}));
    QCOMPARE(*layout::unitsOf(plan, *device(plan, "H1-R01-01-S2")), (UnitSpan{10, 13}));
    QVERIFY(!layout::unitsOf(plan, *device(plan, "H1-R01-01-PA")));
    const std::vector<UnitSpan> free = layout::freeUnits(plan, rack(plan, "H1-R01-01"));
    QCOMPARE(free.size(), std::size_t{8}); // 7 between the servers, and above the last
    QCOMPARE(free.front(), (UnitSpan{9, 9}));
    QCOMPARE(free.back(), (UnitSpan{44, 48}));
    QCOMPARE(layout::freeUnits(plan, rack(plan, "H1-R01-05")).front(), (UnitSpan{1, 48}));
}

void TestDeviceEdits::deviceMovesWithinItsRack()
{
    const Snapshot plan = oneArray();
    const Snapshot moved = edited(plan, move(plan, "H1-R01-01-S8", "H1-R01-01", 45));
    QCOMPARE(device(moved, "H1-R01-01-S8")->unit, 45); // 45 to 48: the topmost place
    QVERIFY(danglingReferences(moved).empty());
}

void TestDeviceEdits::deviceMovesToAnotherRack()
{
    const Snapshot plan = oneArray();
    const Snapshot moved = edited(plan, move(plan, "H1-R01-01-S8", "H1-R01-05", 1));
    QCOMPARE(device(moved, "H1-R01-01-S8")->rack, rack(plan, "H1-R01-05")); // under its old name
}

void TestDeviceEdits::deviceIsNotInItsOwnWay()
{
    const Snapshot plan = oneArray();
    QCOMPARE(
        device(edited(plan, move(plan, "H1-R01-01-S8", "H1-R01-01", 41)), "H1-R01-01-S8")->unit,
        41);
}

void TestDeviceEdits::takenUnitsRefuseIt()
{
    const Snapshot plan = oneArray();
    const Error error = refusal(plan, move(plan, "H1-R01-01-S8", "H1-R01-01", 8));
    QCOMPARE(error.code, ErrorCode::DoesNotFit);
    QCOMPARE(error.detail, std::string{"H1-R01-01-S1 is in units 5 to 8"});
}

void TestDeviceEdits::unitsBeyondTheRackRefuseIt()
{
    const Snapshot plan = oneArray();
    for (const int unit : {46, 0, -1, 2'000'000'000}) {
        const Error error = refusal(plan, move(plan, "H1-R01-01-S8", "H1-R01-05", unit));
        QCOMPARE(error.code, ErrorCode::DoesNotFit);
        QCOMPARE(error.detail, std::string{"in rack H1-R01-05 it can be in units 1 to 45"});
    }
}

void TestDeviceEdits::stripsHangBehindTheUnits()
{
    const Snapshot plan = oneArray();
    QCOMPARE(refusal(plan, move(plan, "H1-R01-01-PA", "H1-R01-02", 3)).subject,
             std::string{"unit"});
    const Snapshot moved = edited(plan, move(plan, "H1-R01-01-PA", "H1-R01-02", 0));
    QCOMPARE(device(moved, "H1-R01-01-PA")->rack, rack(plan, "H1-R01-02"));
}

// Without trays a cable runs over the racks: from the rack beside it is 0.8 m shorter, bends not counted in a plan
// without assumptions.
void TestDeviceEdits::movedDeviceTakesItsCablesAlong()
{
    const Snapshot plan = oneCable();
    const Snapshot near = edited(plan, move(plan, "H1-R01-06-S1", "H1-R01-05", 5));
    const Snapshot back = edited(near, move(near, "H1-R01-06-S1", "H1-R01-06", 5));
    QVERIFY(nearly(*back.cables[0].length - *near.cables[0].length, 0.8 * metre));
}

void TestDeviceEdits::mountedDeviceIsNamedForItsRack()
{
    const Snapshot plan = oneArray();
    const Snapshot more = edited(plan, MountDevice{"storage", rack(plan, "H1-R01-01"), 48, {}});
    QCOMPARE(device(more, "H1-R01-01-S9")->unit, 48); // S1 to S8 are there
    const Snapshot named = edited(plan, MountDevice{"switch", rack(plan, "H1-R01-05"), 1, "Edge"});
    QVERIFY(device(named, "Edge") != nullptr);
}

void TestDeviceEdits::wrongMountsAreRefused()
{
    const Snapshot plan = oneArray();
    const RackId first = rack(plan, "H1-R01-01");
    QCOMPARE(refusal(plan, MountDevice{"nothing", first, 48, {}}).code, ErrorCode::NotFound);
    QCOMPARE(refusal(plan, MountDevice{"storage", RackId{999}, 48, {}}).code, ErrorCode::NotFound);
    QCOMPARE(refusal(plan, MountDevice{"storage", first, 1, {}}).code, ErrorCode::DoesNotFit);
    QCOMPARE(refusal(plan, MountDevice{"storage", first, 48, "H1-R01-02-S1"}).subject,
             std::string{"name"});
    QCOMPARE(refusal(plan, MoveDevice{DeviceId{9'999}, first, 1}).code, ErrorCode::NotFound);
    QCOMPARE(refusal(plan, RemoveDevices{{DeviceId{9'999}}}).code, ErrorCode::NotFound);
}

void TestDeviceEdits::removedDevicesTakeTheirCables()
{
    const Snapshot plan = oneCable();
    const DeviceId gone = device(plan, "H1-R01-04-S1")->id;
    const Snapshot less = edited(plan, RemoveDevices{{gone, gone}});
    QCOMPARE(less.devices.size(), plan.devices.size() - 1);
    QVERIFY(less.cables.isEmpty());
}

void TestDeviceEdits::editsAreWrittenByName()
{
    const Snapshot plan = oneArray();
    const auto parsed = edit::parseEdit(
        plan, "move_device", R"({"device": "H1-R01-01-S8", "rack": "H1-R01-05", "unit": 3})");
    QVERIFY(parsed);
    QCOMPARE(device(edited(plan, *parsed), "H1-R01-01-S8")->unit, 3);
    const auto missing =
        edit::parseEdit(plan, "remove_devices", R"({"devices": ["no such device"]})");
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

QTEST_APPLESS_MAIN(TestDeviceEdits)
#include "tst_device_edits.moc"

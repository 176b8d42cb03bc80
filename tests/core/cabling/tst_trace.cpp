#include "core/cabling/trace.h"
#include "tests/support/nearly.h"
#include "tests/support/tray_floor.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::test::trayFloor;
using rackwright::test::withLinks;

namespace {

// D1 and D5 are servers; D2 and D3 are leaves below D4.
//   D1 -4x- D2 -2x- D4 -1x- D3 -3x- D5
Snapshot network(std::optional<double> spineMetres = 40.0)
{
    Snapshot plan = withLinks(
        trayFloor(),
        {{1, 2, 3, 5.0}, {1, 2, 1, 6.0}, {2, 4, 2, 20.0}, {3, 4, 1, spineMetres}, {5, 3, 3, 7.0}});
    std::vector<Device> devices(plan.devices.begin(), plan.devices.end());
    for (const std::size_t leaf : {1U, 2U}) {
        devices[leaf].tier = Tier::Leaf;
    }
    devices[3].tier = Tier::Spine;
    plan.devices = Table<Device>{std::move(devices)};
    return plan;
}

} // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private slots:
    void parallelCablesOfAHopAreNotAddedUp();
    void unknownLengthMakesTheTotalMoreThan();
    void serversPassNothingOn();
    void saysWhatCannotBeTraced();
    void wayToItselfIsNone();
};

// 6 (the longest of four) + 20 + 40 + 7 m.
void TestTrace::parallelCablesOfAHopAreNotAddedUp()
{
    const auto trace = cabling::trace(network(), "D1", "D5");
    QVERIFY(trace);
    QCOMPARE(trace->hops.size(), std::size_t{4});
    QCOMPARE(trace->hops[0].cables, 4);
    QVERIFY(test::nearly(*trace->hops[0].length, 6.0 * metre));
    QCOMPARE(trace->hops[3].to, DeviceId{5});
    QCOMPARE(trace->length.value.likely, 73.0);
    QCOMPARE(trace->length.unknownParts, 0);
    const auto back = cabling::trace(network(), "D5", "D1");
    QVERIFY(back);
    QCOMPARE(back->length.value.likely, 73.0);
}

void TestTrace::unknownLengthMakesTheTotalMoreThan()
{
    const auto trace = cabling::trace(network(std::nullopt), "D1", "D5");
    QVERIFY(trace);
    QVERIFY(!trace->hops[2].length);
    QCOMPARE(trace->length.value.likely, 33.0);
    QCOMPARE(trace->length.unknownParts, 1);
}

// With D4 a server, nothing leads from D1 to D5.
void TestTrace::serversPassNothingOn()
{
    Snapshot plan = network();
    Device server = plan.devices[3];
    server.tier = Tier::None;
    plan.devices = plan.devices.with({.written = {server}});
    const auto trace = cabling::trace(plan, "D1", "D5");
    QVERIFY(!trace);
    QCOMPARE(trace.error().code, ErrorCode::Unreachable);
    QVERIFY(cabling::trace(plan, "D1", "D4"));
}

void TestTrace::saysWhatCannotBeTraced()
{
    const auto trace = cabling::trace(network(), "D1", "D9");
    QVERIFY(!trace);
    QCOMPARE(trace.error().code, ErrorCode::NotFound);
    QCOMPARE(trace.error().subject, std::string{"device D9"});
    QCOMPARE(cabling::trace(network(), "D8", "D9").error().subject, std::string{"device D8"});
}

void TestTrace::wayToItselfIsNone()
{
    const auto trace = cabling::trace(network(), "D1", "D1");
    QVERIFY(trace);
    QVERIFY(trace->hops.empty());
    QCOMPARE(trace->length.value.likely, 0.0);
}

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"

#include "core/base/units.h"
#include "core/network/condition.h"
#include "tests/support/printing.h"
#include "tests/support/wired_plan.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace rackwright;
using namespace rackwright::network;

namespace {

// Two servers in racks 1 and 2, a leaf in rack 3; D3 is the coolant distribution unit of rack 1, D4 and
// D5 are the power strips of rack 2. Racks 1 and 2 hang on busways A and B, rack 3 on A alone; both busways hang on one grid. Towers cool the loop of hall 1, where
// racks 1 and 3 stand, and two loops of hall 2, where rack 2 stands.
Snapshot smallPlan()
{
    const std::array tiers{Tier::None, Tier::None, Tier::Leaf, Tier::None, Tier::None, Tier::None};
    const std::array links{test::TestLink{0, 2}, test::TestLink{1, 2}, test::TestLink{1, 2}};
    const Snapshot wired = test::wiredPlan(tiers, links);

    Change change;
    DeviceType server{.id = DeviceTypeId{1}, .kind = DeviceKind::Server};
    DeviceType cooling{.id = DeviceTypeId{2}, .kind = DeviceKind::CoolingUnit};
    DeviceType strip{.id = DeviceTypeId{3}, .kind = DeviceKind::PowerStrip};
    change.deviceTypes.written = {server, cooling, strip};
    change.powerNodes.written = {
        {.id = PowerNodeId{1}, .name = "Grid"},
        {.id = PowerNodeId{2}, .parent = PowerNodeId{1}, .name = "Busway A"},
        {.id = PowerNodeId{3}, .parent = PowerNodeId{1}, .name = "Busway B"},
    };
    change.halls.written = {{.id = HallId{1}, .name = "Hall 1"},
                            {.id = HallId{2}, .name = "Hall 2"}};
    change.coolingNodes.written = {
        {.id = CoolingNodeId{1}, .name = "Towers"},
        {.id = CoolingNodeId{2}, .parent = CoolingNodeId{1}, .name = "Loop 1", .hall = HallId{1}},
        {.id = CoolingNodeId{3}, .parent = CoolingNodeId{1}, .name = "Loop 2", .hall = HallId{2}},
        {.id = CoolingNodeId{4}, .parent = CoolingNodeId{1}, .name = "Loop 3", .hall = HallId{2}},
    };
    for (int i = 1; i <= 3; ++i) {
        Rack rack;
        rack.hall = HallId{i == 2 ? 2 : 1};
        rack.id = RackId{i};
        rack.name = "R" + std::to_string(i);
        rack.feedA = PowerNodeId{2};
        rack.feedB = i == 3 ? PowerNodeId{} : PowerNodeId{3};
        change.racks.written.push_back(rack);
    }
    const std::array racks{1, 2, 3, 1, 2, 2};
    for (std::size_t i = 0; i < racks.size(); ++i) {
        Device device = wired.devices[i];
        device.rack = RackId{racks[i]};
        device.type = DeviceTypeId{i < 3 ? 1 : i == 3 ? 2 : 3};
        change.devices.written.push_back(device);
    }
    return applied(wired, change);
}

} // namespace

class TestCondition : public QObject
{
    Q_OBJECT

private slots:
    void failureTakesAlong_data();
    void failureTakesAlong();
    void unknownNameIsRefused();
};

void TestCondition::failureTakesAlong_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QList<int>>("works"); // server, server, leaf
    QTest::addColumn<QList<int>>("links"); // of the first server, of the second

    // clang-format off
    QTest::newRow("nothing")           << QStringList{}                       << QList{1, 1, 1} << QList{1, 2};
    QTest::newRow("one of two cables") << QStringList{"cable 3"}              << QList{1, 1, 1} << QList{1, 1};
    QTest::newRow("both")              << QStringList{"cable 2", "cable 3"}   << QList{1, 1, 1} << QList{1, 0};
    QTest::newRow("a server")          << QStringList{"D0"}                   << QList{0, 1, 1} << QList{0, 2};
    QTest::newRow("the leaf")          << QStringList{"D2"}                   << QList{1, 1, 0} << QList{0, 0};
    QTest::newRow("a rack")            << QStringList{"R2"}                   << QList{1, 0, 1} << QList{1, 0};
    QTest::newRow("a CDU")             << QStringList{"D3"}                   << QList{0, 1, 1} << QList{0, 2};
    QTest::newRow("one power strip")   << QStringList{"D4"}                   << QList{1, 1, 1} << QList{1, 2};
    QTest::newRow("both power strips") << QStringList{"D4", "D5"}             << QList{1, 0, 1} << QList{1, 0};
    QTest::newRow("one feed of two")   << QStringList{"Busway B"}             << QList{1, 1, 1} << QList{1, 2};
    QTest::newRow("the only feed")     << QStringList{"Busway A"}             << QList{1, 1, 0} << QList{0, 0};
    QTest::newRow("both feeds")        << QStringList{"Busway A", "Busway B"} << QList{0, 0, 0} << QList{0, 0};
    QTest::newRow("a hall's loop")     << QStringList{"Loop 1"}               << QList{0, 1, 1} << QList{0, 2};
    QTest::newRow("a loop of two")     << QStringList{"Loop 2"}               << QList{1, 1, 1} << QList{1, 2};
    QTest::newRow("both loops")        << QStringList{"Loop 2", "Loop 3"}     << QList{1, 0, 1} << QList{1, 0};
    QTest::newRow("the towers")        << QStringList{"Towers"}               << QList{0, 0, 1} << QList{0, 0};
    QTest::newRow("a hall")            << QStringList{"Hall 2"}               << QList{1, 0, 1} << QList{1, 0};
    QTest::newRow("the grid")          << QStringList{"Grid"}                 << QList{0, 0, 0} << QList{0, 0};
    // clang-format on
}

void TestCondition::failureTakesAlong()
{
    QFETCH(QStringList, names);
    QFETCH(QList<int>, works);
    QFETCH(QList<int>, links);
    const Snapshot plan = smallPlan();
    const FabricGraph graph{plan, FabricId{1}};
    std::vector<std::string> given;
    for (const QString& name : names) {
        given.push_back(name.toStdString());
    }
    const auto failures = failuresNamed(plan, given);
    QVERIFY(failures);
    const Condition condition = after(*failures, graph, plan);
    QCOMPARE(QList<int>(condition.works.begin(), condition.works.end()), works);
    QCOMPARE(QList<int>(condition.links.begin(), condition.links.end()), links);
}

void TestCondition::unknownNameIsRefused()
{
    for (const char* name : {"D9", "cable 4", "cable x", ""}) {
        const std::array names{std::string{name}};
        const auto failures = failuresNamed(smallPlan(), names);
        QVERIFY(!failures);
        QCOMPARE(failures.error().code, ErrorCode::NotFound);
        QCOMPARE(failures.error().subject, std::string{name});
    }
}

QTEST_APPLESS_MAIN(TestCondition)
#include "tst_condition.moc"

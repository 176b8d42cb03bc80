#include "core/check/findings.h"
#include "tests/support/edits.h"
#include "tests/support/small_plan.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::check::Finding;
using rackwright::check::Severity;
using rackwright::test::edited;
using rackwright::test::exactly;

namespace {

std::vector<Finding> of(const Snapshot& plan, const std::string& rule, std::string_view date = {})
{
    std::vector<Finding> found = check::findings(plan, date);
    std::erase_if(found, [&](const Finding& finding) { return finding.rule != rule; });
    return found;
}

template <typename Row>
void write(Table<Row>& table, Row row)
{
    table = table.with({.written = {std::move(row)}});
}

// The small plan with racks of 42 U, side by side in a hall of 20 m x 10 m, devices in units 1, 5 and 9.
Snapshot floorPlan()
{
    Snapshot plan = test::knownPlan();
    RackType type = plan.rackTypes[0];
    type.width = 0.8 * metre;
    type.depth = 1.2 * metre;
    type.height = 2.3 * metre;
    write(plan.rackTypes, type);
    Hall hall = plan.halls[0];
    hall.area = {{}, {}, 20.0 * metre, 10.0 * metre};
    write(plan.halls, hall);
    for (std::size_t i = 0; i < plan.racks.size(); ++i) {
        Rack rack = plan.racks[i];
        rack.centre = {(5.0 + 0.8 * static_cast<double>(i)) * metre, 5.0 * metre};
        write(plan.racks, rack);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        DeviceType mounted = plan.deviceTypes.at(plan.devices[i].type);
        mounted.heightUnits = 4;
        write(plan.deviceTypes, mounted);
        Device device = plan.devices[i];
        device.unit = 1 + 4 * static_cast<int>(i);
        write(plan.devices, device);
    }
    for (std::size_t i = 0; i < plan.cables.size(); ++i) {
        Cable cable = plan.cables[i];
        cable.aPort = static_cast<std::int16_t>(i);
        cable.bPort = static_cast<std::int16_t>(i);
        write(plan.cables, cable);
    }
    return plan;
}

// A grid of 100 kW feeds a switchgear A and one B of `side` each, which feed both racks.
Snapshot fedPlan(Power grid, Power side)
{
    Snapshot plan = floorPlan();
    PowerNode source{.id = PowerNodeId{1}, .name = "Grid", .capacity = grid};
    PowerNode a{.id = PowerNodeId{2}, .parent = PowerNodeId{1}, .name = "A", .capacity = side};
    a.kind = PowerNodeKind::Busway;
    a.feed = Feed::A;
    PowerNode b = a;
    b.id = PowerNodeId{3};
    b.name = "B";
    b.feed = Feed::B;
    plan.powerNodes = Table<PowerNode>{{source, a, b}};
    for (const Rack& each : std::vector<Rack>{plan.racks.begin(), plan.racks.end()}) {
        Rack rack = each;
        rack.feedA = a.id;
        rack.feedB = b.id;
        write(plan.racks, rack);
    }
    return plan;
}

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT

private slots:
    void soundPlanHasNone();
    void emptyPlanHasNone();
    void everyRuleIsListedOnce();
    void racksOnOneAnotherAreErrors();
    void narrowWaysAreWarnings();
    void devicesOnOneAnotherAreErrors();
    void deviceAboveItsRackIsAnError();
    void racksNeedTwoFeeds();
    void feedsMustCarryTheirRacksAlone();
    void gridMustCarryTheSite();
    void nodesOutOfServiceCarryNothing();
    void coolingMustCarryTheHeat();
    void serversWithoutCablesAreLeftOut();
    void portsTakeOneCable();
    void unknownPowerIsANote();
    void waivedFindingsStayWithTheirReason();
    void errorsComeFirst();
};

void TestFindings::soundPlanHasNone()
{
    QVERIFY(check::findings(fedPlan(100.0 * kilowatt, 100.0 * kilowatt)).empty());
}

void TestFindings::emptyPlanHasNone()
{
    QVERIFY(check::findings({}).empty());
}

void TestFindings::everyRuleIsListedOnce()
{
    std::vector<std::string_view> keys;
    for (const check::Rule& rule : check::rules()) {
        keys.push_back(rule.key);
    }
    std::ranges::sort(keys);
    QVERIFY(std::ranges::adjacent_find(keys) == keys.end());
}

// 0.8 m wide each, 0.5 m apart: 0.3 m too near.
void TestFindings::racksOnOneAnotherAreErrors()
{
    Snapshot plan = floorPlan();
    Rack rack = plan.racks[1];
    rack.centre.x = 5.5 * metre;
    write(plan.racks, rack);
    const auto found = of(plan, "rack-place");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].severity, Severity::Error);
    QCOMPARE(found[0].detail, std::string{"it overlaps rack K2 by 0.30 m"});
    QCOMPARE(found[0].racks.size(), std::size_t{2});
}

// Fronts look south: 5 m - 0.6 m = 4.4 m to the wall.
void TestFindings::narrowWaysAreWarnings()
{
    Snapshot plan = floorPlan();
    write(plan.assumptions, exactly(90, "rules.way-front", 4.5, "m"));
    const auto found = of(plan, "way-width");
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].severity, Severity::Warning);
    QCOMPARE(found[0].detail, std::string{"4.40 m are free before it, 4.50 m are asked for"});
    write(plan.assumptions, exactly(90, "rules.way-front", 4.4, "m"));
    QVERIFY(of(plan, "way-width").empty());
}

void TestFindings::devicesOnOneAnotherAreErrors()
{
    Snapshot plan = floorPlan();
    Device second = plan.devices[1];
    second.unit = 4; // the first is in 1 to 4
    write(plan.devices, second);
    const auto found = of(plan, "rack-units");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].subject, std::string{"S2"});
    QCOMPARE(found[0].detail, std::string{"unit 4 holds S1 already"});
}

void TestFindings::deviceAboveItsRackIsAnError()
{
    Snapshot plan = floorPlan();
    Device second = plan.devices[1];
    second.unit = 39; // 39 to 42: the topmost
    write(plan.devices, second);
    QVERIFY(of(plan, "rack-units").empty());
    second.unit = 40;
    write(plan.devices, second);
    QCOMPARE(of(plan, "rack-units")[0].detail,
             std::string{"it reaches unit 43, and rack K1 has 42"});
}

void TestFindings::racksNeedTwoFeeds()
{
    Snapshot plan = fedPlan(100.0 * kilowatt, 100.0 * kilowatt);
    Rack first = plan.racks[0];
    first.feedB = {};
    write(plan.racks, first);
    Rack second = plan.racks[1];
    second.feedA = {};
    second.feedB = {};
    write(plan.racks, second);
    const auto found = of(plan, "rack-feed");
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].subject, std::string{"K2"});
    QCOMPARE(found[0].severity, Severity::Error);
    QCOMPARE(found[1].subject, std::string{"K1"});
    QCOMPARE(found[1].severity, Severity::Warning);
}

// Two servers of 10.2 kW, a switch of 1 kW, 8 transceivers of 8 W: 21.464 kW, half of it a side.
void TestFindings::feedsMustCarryTheirRacksAlone()
{
    QVERIFY(of(fedPlan(100.0 * kilowatt, 21.5 * kilowatt), "power-node").empty());
    const auto weak = of(fedPlan(100.0 * kilowatt, 21.0 * kilowatt), "power-node");
    QCOMPARE(weak.size(), std::size_t{2});
    QCOMPARE(weak[0].subject, std::string{"A"});
    QCOMPARE(weak[0].severity, Severity::Warning);
    QCOMPARE(weak[0].racks.size(), std::size_t{2});
    const auto short_ = of(fedPlan(100.0 * kilowatt, 10.7 * kilowatt), "power-node");
    QCOMPARE(short_.size(), std::size_t{2});
    QCOMPARE(short_[0].severity, Severity::Error);
}

// 21.464 kW x PUE 1.25 = 26.83 kW.
void TestFindings::gridMustCarryTheSite()
{
    QVERIFY(of(fedPlan(26.9 * kilowatt, 50.0 * kilowatt), "site-power").empty());
    const auto found = of(fedPlan(26.8 * kilowatt, 50.0 * kilowatt), "site-power");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].severity, Severity::Error);
    QCOMPARE(found[0].subject, std::string{"Testville"});
    const auto maybe = of(test::withAssumption(fedPlan(26.9 * kilowatt, 50.0 * kilowatt),
                                               "pue",
                                               {.low = 1.2, .likely = 1.25, .high = 1.3}),
                          "site-power");
    QCOMPARE(maybe.size(), std::size_t{1});
    QCOMPARE(maybe[0].severity, Severity::Warning);
}

void TestFindings::nodesOutOfServiceCarryNothing()
{
    Snapshot plan = fedPlan(100.0 * kilowatt, 1.0 * kilowatt);
    PowerNode side = plan.powerNodes[1];
    side.inService = "2025-01-01";
    write(plan.powerNodes, side);
    QCOMPARE(of(plan, "power-node", "2024-12-31").size(), std::size_t{1});
    QCOMPARE(of(plan, "power-node", "2025-01-01").size(), std::size_t{2});
}

void TestFindings::coolingMustCarryTheHeat()
{
    Snapshot plan = floorPlan();
    CoolingNode loop{.id = CoolingNodeId{1}, .name = "Loop", .count = 2};
    loop.hall = HallId{1};
    loop.capacity = 10.8 * kilowatt;
    write(plan.coolingNodes, loop);
    QVERIFY(of(plan, "cooling-node").empty());
    loop.capacity = 10.7 * kilowatt;
    write(plan.coolingNodes, loop);
    QCOMPARE(of(plan, "cooling-node").size(), std::size_t{1});
}

void TestFindings::serversWithoutCablesAreLeftOut()
{
    Snapshot plan = floorPlan();
    plan.cables = plan.cables.with({.removed = {CableId{3}}});
    QVERIFY(of(plan, "server-network").empty()); // S2 has one more
    plan.cables = plan.cables.with({.removed = {CableId{4}}});
    const auto found = of(plan, "server-network");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].subject, std::string{"S2"});
    plan.cables = {};
    QVERIFY(of(plan, "server-network").empty()); // a plan without networks
}

void TestFindings::portsTakeOneCable()
{
    Snapshot plan = floorPlan();
    Cable cable = plan.cables[3];
    cable.bPort = 0;
    write(plan.cables, cable);
    const auto found = of(plan, "switch-ports");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].subject, std::string{"L1 port 0"});
    QCOMPARE(found[0].detail, std::string{"2 cables end in it"});
}

void TestFindings::unknownPowerIsANote()
{
    Snapshot plan = floorPlan();
    DeviceType server = plan.deviceTypes[0];
    server.power = {};
    write(plan.deviceTypes, server);
    const auto found = of(plan, "unknown-power");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].severity, Severity::Note);
    QCOMPARE(found[0].detail, std::string{"2 of them are in no total"});
}

void TestFindings::waivedFindingsStayWithTheirReason()
{
    Snapshot plan = floorPlan();
    Device second = plan.devices[1];
    second.unit = 4;
    write(plan.devices, second);
    QCOMPARE(check::openCount(check::findings(plan), Severity::Error), 1);

    const Snapshot waived = edited(plan, WaiveFinding{"rack-units", "S2", "half depth"});
    QCOMPARE(of(waived, "rack-units")[0].waiver, std::string{"half depth"});
    QCOMPARE(check::openCount(check::findings(waived), Severity::Error), 0);

    const Snapshot again = edited(waived, WaiveFinding{"rack-units", "S2", "another reason"});
    QCOMPARE(again.waivers.size(), std::size_t{1});
    QCOMPARE(again.waivers[0].reason, std::string{"another reason"});

    const Snapshot open = edited(again, WaiveFinding{"rack-units", "S2", {}});
    QCOMPARE(check::openCount(check::findings(open), Severity::Error), 1);
    QCOMPARE(test::refusal(plan, WaiveFinding{{}, "S2", "x"}).subject, std::string{"rule"});
}

void TestFindings::errorsComeFirst()
{
    Snapshot plan = floorPlan();
    write(plan.assumptions, exactly(90, "rules.way-front", 4.5, "m")); // warnings
    Device second = plan.devices[1];
    second.unit = 4; // an error
    write(plan.devices, second);
    DeviceType leaf = plan.deviceTypes[1];
    leaf.power = {}; // a note
    write(plan.deviceTypes, leaf);
    const auto found = check::findings(plan);
    QVERIFY(std::ranges::is_sorted(found, {}, &Finding::severity));
    QCOMPARE(found.front().severity, Severity::Error);
    QCOMPARE(found.back().severity, Severity::Note);
}

QTEST_APPLESS_MAIN(TestFindings)
#include "tst_findings.moc"

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
    DeviceType strip = plan.deviceTypes[2];
    strip.heightUnits = 0;
    write(plan.deviceTypes, strip);
    write(plan.assumptions, exactly(80, "rules.way-front", 1.2, "m"));
    write(plan.assumptions, exactly(81, "rules.way-back", 1.0, "m"));
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
    void waiverOfOneSideLeavesTheOther();
    void feedsThatFailTogetherAreOne();
    void feedOutOfServiceIsNone();
    void powerIsSaidInItsOwnUnit();
    void missingAssumptionsAreNotes();
    void planWithoutPowerSaysSo();
    void racksOfARowAreOneFinding();
    void unknownUnitsAreNotes();
    void unknownCapacityLeadsToItsRacks();
    void cablesWithoutAWayAndFullTraysAreFound();
    void foundRulesAreListed();
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
    const auto asking = [](double metres) {
        return test::withAssumption(floorPlan(), "rules.way-front", Range<double>::exact(metres));
    };
    const auto found = of(asking(4.5), "way-width");
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].subject, std::string{"K1, front"});
    QCOMPARE(found[0].severity, Severity::Warning);
    QCOMPARE(found[0].detail, std::string{"4.40 m are free before it, 4.50 m are asked for"});
    QVERIFY(of(asking(4.4), "way-width").empty());
}

void TestFindings::devicesOnOneAnotherAreErrors()
{
    Snapshot plan = floorPlan();
    Device second = plan.devices[1];
    second.unit = 4; // the first is in 1 to 4
    write(plan.devices, second);
    const auto found = of(plan, "rack-units");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].subject, std::string{"S2, S1"});
    QCOMPARE(found[0].device, DeviceId{2});
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
    QCOMPARE(found[0].subject, std::string{"K1"});
    QVERIFY(found[0].detail.starts_with("no cable ends in 1 of its servers"));
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
    QCOMPARE(found[0].detail, std::string{"its power is not known, so 2 of them are in no total"});
}

void TestFindings::waivedFindingsStayWithTheirReason()
{
    Snapshot plan = floorPlan();
    Device second = plan.devices[1];
    second.unit = 4;
    write(plan.devices, second);
    QCOMPARE(check::openCount(check::findings(plan), Severity::Error), 1);

    const Snapshot waived = edited(plan, WaiveFinding{"rack-units", "S2, S1", "half depth"});
    QCOMPARE(of(waived, "rack-units")[0].waiver, std::string{"half depth"});
    QCOMPARE(check::openCount(check::findings(waived), Severity::Error), 0);

    const Snapshot again = edited(waived, WaiveFinding{"rack-units", "S2, S1", "another reason"});
    QCOMPARE(again.waivers.size(), std::size_t{1});
    QCOMPARE(again.waivers[0].reason, std::string{"another reason"});

    const Snapshot open = edited(again, WaiveFinding{"rack-units", "S2, S1", {}});
    QCOMPARE(check::openCount(check::findings(open), Severity::Error), 1);
    QCOMPARE(test::refusal(plan, WaiveFinding{{}, "S2", "x"}).subject, std::string{"rule"});
}

void TestFindings::errorsComeFirst()
{
    Snapshot plan =
        test::withAssumption(floorPlan(), "rules.way-front", Range<double>::exact(4.5)); // warnings
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

void TestFindings::waiverOfOneSideLeavesTheOther()
{
    Snapshot plan = test::withAssumption(floorPlan(), "rules.way-front", Range<double>::exact(4.5));
    plan = test::withAssumption(plan, "rules.way-back", Range<double>::exact(4.5));
    plan = edited(plan, WaiveFinding{"way-width", "K1, front", "a ramp"});
    QCOMPARE(check::openCount(check::findings(plan), Severity::Warning), 3);
    QCOMPARE(test::refusal(plan, WaiveFinding{"way-width", "K1, back", "  "}).subject,
             std::string{"reason"});
}

void TestFindings::feedsThatFailTogetherAreOne()
{
    Snapshot plan = fedPlan(100.0 * kilowatt, 100.0 * kilowatt);
    Rack rack = plan.racks[0];
    rack.feedB = rack.feedA;
    write(plan.racks, rack);
    const auto found = of(plan, "rack-feed");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].severity, Severity::Warning);
}

void TestFindings::feedOutOfServiceIsNone()
{
    Snapshot plan = fedPlan(100.0 * kilowatt, 100.0 * kilowatt);
    PowerNode side = plan.powerNodes[2];
    side.retired = "2025-06-01";
    write(plan.powerNodes, side);
    QVERIFY(of(plan, "rack-feed", "2025-05-31").empty());
    QCOMPARE(of(plan, "rack-feed", "2025-06-01").size(), std::size_t{2});
    QCOMPARE(of(plan, "rack-feed").size(), std::size_t{2}); // the end state
}

// 21.464 kW x PUE 1.25 = 26.83 kW; with servers of 1.02 GW 2 x 1.02 GW x 1.25 = 2.55 GW.
void TestFindings::powerIsSaidInItsOwnUnit()
{
    Snapshot plan = fedPlan(20.0 * kilowatt, 50.0 * kilowatt);
    QCOMPARE(of(plan, "site-power")[0].detail,
             std::string{"it draws 26.8 kW, grid and generators give 20 kW"});
    DeviceType server = plan.deviceTypes[0];
    server.power = 1.02e9 * watt;
    write(plan.deviceTypes, server);
    QCOMPARE(of(plan, "site-power")[0].detail,
             std::string{"it draws 2.55 GW, grid and generators give 20 kW"});
}

void TestFindings::missingAssumptionsAreNotes()
{
    const auto found = of(test::withoutAssumption(floorPlan(), "rules.way-back"), "way-width");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].severity, Severity::Note);
    QCOMPARE(found[0].subject, std::string{"rules.way-back"});
}

void TestFindings::planWithoutPowerSaysSo()
{
    const auto found = of(floorPlan(), "rack-feed");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].severity, Severity::Note);
}

// Three more racks of the row, so that five of them lack their feeds.
void TestFindings::racksOfARowAreOneFinding()
{
    Snapshot plan = fedPlan(100.0 * kilowatt, 100.0 * kilowatt);
    for (int i = 3; i <= 5; ++i) {
        Rack rack = plan.racks[0];
        rack.id = RackId{i};
        rack.name = "K" + std::to_string(i);
        rack.centre.x = (5.0 + 0.8 * i) * metre;
        write(plan.racks, rack);
        Device server = plan.devices[0];
        server.id = DeviceId{10 + i};
        server.rack = rack.id;
        write(plan.devices, server);
    }
    RowChanges<Rack> unfed;
    for (Rack rack : plan.racks) {
        rack.feedA = {};
        rack.feedB = {};
        unfed.written.push_back(rack);
    }
    plan.racks = plan.racks.with(unfed);
    const auto found = of(plan, "rack-feed");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].subject, std::string{"Hall 1, R01"});
    QCOMPARE(found[0].detail, std::string{"5 racks: no feed is in service"});
    QCOMPARE(found[0].racks.size(), std::size_t{5});
}

void TestFindings::unknownUnitsAreNotes()
{
    Snapshot plan = floorPlan();
    Device server = plan.devices[0];
    server.unit = 0;
    write(plan.devices, server);
    const auto found = of(plan, "rack-units");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].severity, Severity::Note);
    server.unit = 2'147'483'647;
    write(plan.devices, server);
    QCOMPARE(of(plan, "rack-units")[0].severity, Severity::Error);
}

void TestFindings::unknownCapacityLeadsToItsRacks()
{
    Snapshot plan = fedPlan(100.0 * kilowatt, 100.0 * kilowatt);
    PowerNode grid = plan.powerNodes[0];
    grid.capacity = {};
    write(plan.powerNodes, grid);
    const auto found = of(plan, "unknown-capacity");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].racks.size(), std::size_t{2}); // through A and B
}

// A tray over K1 alone, so that nothing leads to K2. Trays of 0.1 m x 0.1 m hold 40 % of 0.01 m2; a cable of 20 mm
// fills 3.14 %, so four fill 12.6 % of it.
void TestFindings::cablesWithoutAWayAndFullTraysAreFound()
{
    Snapshot plan = floorPlan();
    Tray tray{.id = TrayId{1}, .hall = HallId{1}, .name = "T1"};
    tray.from = {4.0 * metre, 5.0 * metre};
    tray.to = {4.9 * metre, 5.0 * metre};
    tray.height = 2.5 * metre;
    tray.width = 0.1 * metre;
    tray.depth = 0.1 * metre;
    plan.trays = Table<Tray>{{tray}};
    RowChanges<Cable> unmeasured;
    for (Cable cable : plan.cables) {
        cable.length = {};
        unmeasured.written.push_back(cable);
    }
    plan.cables = plan.cables.with(unmeasured);
    write(plan.assumptions, exactly(82, "cabling.tray-reach", 0.5, "m"));
    const auto unlaid = of(plan, "cable-way");
    QCOMPARE(unlaid.size(), std::size_t{1});
    QVERIFY(unlaid[0].detail.starts_with("4 cables have no length"));
    QCOMPARE(of(plan, "tray-fill")[0].severity, Severity::Note); // the limit is not known

    tray.to.x = 7.0 * metre; // over both
    plan.trays = Table<Tray>{{tray}};
    RowChanges<Cable> laid;
    for (Cable cable : plan.cables) {
        cable.length = 5.0 * metre;
        cable.medium = Medium::Dac;
        laid.written.push_back(cable);
    }
    plan.cables = plan.cables.with(laid);
    CableType type{.id = CableTypeId{1}, .slug = "dac", .name = "DAC", .medium = Medium::Dac};
    type.fastest = 400.0 * gigabitPerSecond;
    type.reach = 10.0 * metre;
    type.diameter = 20.0 * millimetre;
    type.soldLengths = {10.0 * metre};
    plan.cableTypes = Table<CableType>{{type}};
    write(plan.assumptions, exactly(83, "cabling.fill-limit", 0.12));
    const auto full = of(plan, "tray-fill");
    QCOMPARE(full.size(), std::size_t{1});
    QCOMPARE(full[0].severity, Severity::Warning);
    QCOMPARE(full[0].detail, std::string{"4 cables fill it to 13 %, 12 % are allowed"});
    QCOMPARE(full[0].racks.size(), std::size_t{2});
}

void TestFindings::foundRulesAreListed()
{
    Snapshot plan = test::withAssumption(floorPlan(), "rules.way-front", Range<double>::exact(4.5));
    Device second = plan.devices[1];
    second.unit = 4;
    write(plan.devices, second);
    for (const Finding& finding : check::findings(plan)) {
        QVERIFY2(std::ranges::find(check::rules(), finding.rule, &check::Rule::key) !=
                     check::rules().end(),
                 finding.rule.c_str());
    }
}

QTEST_APPLESS_MAIN(TestFindings)
#include "tst_findings.moc"

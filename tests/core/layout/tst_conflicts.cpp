#include "core/layout/aisles.h"
#include "core/layout/conflicts.h"
#include "core/layout/footprint.h"
#include "tests/support/edits.h"
#include "tests/support/printing.h"

#include <QTest>

#include <random>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;
using layout::Conflict;
using layout::Obstacle;

namespace {

// The plan with a rack moved there, refused or not.
Snapshot movedTo(const Snapshot& plan, const char* rack, double x, double y)
{
    Rack moved = *findRack(plan, rack);
    moved.centre = {x * metre, y * metre};
    Change change;
    change.racks.written.push_back(moved);
    return applied(plan, change);
}

} // namespace

// Hall 1 begins at 10 m, 10 m; its first rack stands at 13.9 m, 13.535 m, the next 0.8 m east of it.
class TestConflicts : public QObject
{
    Q_OBJECT

private slots:
    void builtHallHasNone();
    void overlappingRacksAreFoundOnce();
    void columnsDoorsAndWallsAreObstacles_data();
    void columnsDoorsAndWallsAreObstacles();
    void agreesWithComparingEveryPair();
    void aislesOfBuiltHallAreWide();
    void narrowAisleIsFoundFromBothSides();
};

void TestConflicts::builtHallHasNone()
{
    QVERIFY(layout::findConflicts(edited(emptyHall(), arrays("Hall 1", 49))).empty());
}

void TestConflicts::overlappingRacksAreFoundOnce()
{
    const Snapshot plan =
        movedTo(edited(emptyHall(), arrays("Hall 1", 1)), "H1-R01-01", 14.22, 13.535);
    const std::vector<Conflict> conflicts = layout::findConflicts(plan);
    QCOMPARE(conflicts.size(), std::size_t{1});
    QCOMPARE(conflicts[0].rack, findRack(plan, "H1-R01-01")->id);
    QCOMPARE(layout::describe(plan, conflicts[0]),
             std::string{"it would overlap rack H1-R01-02 by 0.32 m"});
}

void TestConflicts::columnsDoorsAndWallsAreObstacles_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<std::string>("expected");

    // The first column stands at 13.5 + 15.24 = 28.74 m in the line of row 4, 24.505 m; rack on it: the way
    // out is half a column and half a rack, 0.25 + 0.4. The door keeps clear from 42.5 m to 45.5 m, 1.5 m deep;
    // the rack begins at 11.235 - 0.735 = 10.5 m.
    // clang-format off
    QTest::newRow("column") << 28.74 << 24.505 << std::string{"it would overlap column R04-C1 by 0.65 m"};
    QTest::newRow("door")   << 44.0  << 11.235 << std::string{"it would overlap door South by 1.00 m"};
    QTest::newRow("wall")   << 10.3  << 30.0   << std::string{"it would reach 0.10 m beyond the walls of Hall 1"};
    // clang-format on
}

void TestConflicts::columnsDoorsAndWallsAreObstacles()
{
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(std::string, expected);
    const Snapshot plan = movedTo(edited(emptyHall(), arrays("Hall 1", 1)), "H1-R01-01", x, y);
    const std::vector<Conflict> conflicts = layout::findConflicts(plan);
    QCOMPARE(conflicts.size(), std::size_t{1});
    QCOMPARE(layout::describe(plan, conflicts[0]), expected);
}

void TestConflicts::agreesWithComparingEveryPair()
{
    Snapshot plan = edited(emptyHall(), arrays("Hall 1", 20));
    std::mt19937 random(7);
    std::uniform_real_distribution<double> x(20.0, 60.0);
    std::uniform_real_distribution<double> y(20.0, 45.0);
    std::vector<Rack> racks(plan.racks.begin(), plan.racks.end());
    for (Rack& rack : racks) {
        rack.centre = {x(random) * metre, y(random) * metre};
        rack.front = random() % 2 == 0 ? Facing::South : Facing::East;
    }
    plan.racks = Table<Rack>{racks};
    long pairs = 0;
    for (std::size_t i = 0; i < racks.size(); ++i) {
        for (std::size_t j = i + 1; j < racks.size(); ++j) {
            pairs += layout::overlap(layout::footprint(plan, racks[i]),
                                     layout::footprint(plan, racks[j])) > Length{}
                         ? 1
                         : 0;
        }
    }
    QVERIFY(pairs > 10);
    QCOMPARE(std::ranges::count(layout::findConflicts(plan), Obstacle::Rack, &Conflict::obstacle),
             pairs);
}

// Cold aisles of 2.80 m before the racks, hot ones of 1.88 m behind.
void TestConflicts::aislesOfBuiltHallAreWide()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 49));
    QVERIFY(layout::narrowWays(plan, 2.80 * metre, 1.88 * metre).empty());
}

// Array 1 stands in row 1, array 2 in row 2, back to back; the first rack of row 1 moves 1 m into the hot aisle.
void TestConflicts::narrowAisleIsFoundFromBothSides()
{
    const Snapshot plan =
        movedTo(edited(emptyHall(), arrays("Hall 1", 2)), "H1-R01-01", 13.9, 14.535);
    const auto narrow = layout::narrowWays(plan, 1.2 * metre, 1.2 * metre);
    QCOMPARE(narrow.size(), std::size_t{2});
    QCOMPARE(narrow[0].rack, findRack(plan, "H1-R01-01")->id);
    QCOMPARE(narrow[1].rack, findRack(plan, "H1-R02-01")->id);
    QVERIFY(narrow[0].side == layout::Side::Back);
    QVERIFY(std::abs((narrow[0].width - 0.88 * metre) / metre) < 1e-9);
}

QTEST_APPLESS_MAIN(TestConflicts)
#include "tst_conflicts.moc"

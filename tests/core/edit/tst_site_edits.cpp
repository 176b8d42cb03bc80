#include "core/layout/footprint.h"
#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"
#include "tests/support/references.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

AddHall hall1()
{
    return hall("Hall 1", 10.0 * metre, 10.0 * metre);
}

Snapshot withSite()
{
    return edited({}, site());
}

std::vector<Fixture> fixtures(const Snapshot& plan, FixtureKind kind)
{
    std::vector<Fixture> found;
    std::ranges::copy_if(plan.fixtures, std::back_inserter(found), [kind](const Fixture& fixture) {
        return fixture.kind == kind;
    });
    return found;
}

} // namespace

Q_DECLARE_METATYPE(std::function<void(AddHall&)>)

class TestSiteEdits : public QObject
{
    Q_OBJECT

private slots:
    void planHasOneSite();
    void siteKeepsItsHalls();
    void wrongSitesAreRefused();
    void rowsAreLaidFromTheSouthInPairs();
    void networkRowsAreInTheMiddle();
    void columnsStandInRowLines();
    void doorsKeepTheirWayClear();
    void impossibleHallsAreRefused_data();
    void impossibleHallsAreRefused();
    void hallsNeedASite();
    void hallsDoNotOverlap();
};

void TestSiteEdits::planHasOneSite()
{
    SetSite renamed = site();
    renamed.site.name = "Colossus";
    const Snapshot plan = edited(withSite(), renamed);
    QCOMPARE(plan.sites.size(), std::size_t{1});
    QCOMPARE(plan.sites[0].name, std::string{"Colossus"});
    const auto again = edit::resolve(plan, renamed);
    QVERIFY(again && isEmpty(*again));
}

// Hall 1 reaches to 10 + 68 = 78 m.
void TestSiteEdits::siteKeepsItsHalls()
{
    SetSite smaller = site();
    smaller.site.width = 70.0 * metre;
    const Error error = refusal(edited(withSite(), hall1()), smaller);
    QCOMPARE(error.code, ErrorCode::DoesNotFit);
    QCOMPARE(error.subject, std::string{"Hall 1"});
    QCOMPARE(error.detail, std::string{"reaches 78.00 m east, the building is 70.00 m wide"});
}

void TestSiteEdits::wrongSitesAreRefused()
{
    SetSite nameless = site();
    nameless.site.name.clear();
    QCOMPARE(refusal({}, nameless).subject, std::string{"name"});
    SetSite negative = site();
    negative.site.width = -1.0 * metre;
    QCOMPARE(refusal({}, negative).subject, std::string{"width"});
    SetSite offGlobe = site();
    offGlobe.site.latitudeDegrees = 91.0;
    QCOMPARE(refusal({}, offGlobe).subject, std::string{"latitude"});
    offGlobe.site.latitudeDegrees = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(refusal({}, offGlobe).subject, std::string{"latitude"});
}

// From the south wall at 10 m: cold aisle 2.80, row at 12.80, hot aisle 1.88 after 1.47, row at 16.15, and so on
// every 2 x 1.47 + 2.80 + 1.88 = 7.62 m. From 10 + 3.5 m to 78 - 3.5 m.
void TestSiteEdits::rowsAreLaidFromTheSouthInPairs()
{
    const Snapshot plan = edited(withSite(), hall1());
    QCOMPARE(plan.rows.size(), std::size_t{10});
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        const Row& row = plan.rows[i];
        const double pair = 7.62 * static_cast<double>(i / 2);
        QVERIFY(nearly(row.area.y, (i % 2 == 0 ? 12.80 + pair : 16.15 + pair) * metre));
        QVERIFY(nearly(row.area.x, 13.5 * metre));
        QVERIFY(nearly(row.area.width, 61.0 * metre));
        QVERIFY(row.front == (i % 2 == 0 ? Facing::South : Facing::North));
    }
    QCOMPARE(plan.rows[9].name, std::string{"R10"});
    QVERIFY(danglingReferences(plan).empty());
}

void TestSiteEdits::networkRowsAreInTheMiddle()
{
    const Snapshot plan = edited(withSite(), hall1());
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        QVERIFY((plan.rows[i].use == RowUse::Network) == (i >= 3 && i <= 5));
    }
}

// Column lines at 10 + 15.24 and 10 + 30.48 m are nearest to rows 4 and 8 (lines at 24.505 m and 39.745 m); in each
// three columns, 15.24, 30.48 and 45.72 m from the row's west end; the fourth would reach out of it.
void TestSiteEdits::columnsStandInRowLines()
{
    const Snapshot plan = edited(withSite(), hall1());
    const std::vector<Fixture> columns = fixtures(plan, FixtureKind::Column);
    QCOMPARE(columns.size(), std::size_t{6});
    QCOMPARE(columns[0].name, std::string{"R04-C1"});
    QCOMPARE(columns[5].name, std::string{"R08-C3"});
    const FloorPosition first = layout::centreOf(columns[0].area);
    QVERIFY(nearly(first.x, 28.74 * metre));
    QVERIFY(nearly(first.y, 24.505 * metre));
    QVERIFY(nearly(layout::centreOf(columns[5].area).y, 39.745 * metre));
}

void TestSiteEdits::doorsKeepTheirWayClear()
{
    AddHall edit = hall1();
    edit.doors = {{"North", Facing::North, 10.0 * metre, 3.0 * metre},
                  {"", Facing::West, 20.0 * metre, 2.0 * metre}};
    const std::vector<Fixture> doors = fixtures(edited(withSite(), edit), FixtureKind::Door);
    QCOMPARE(doors.size(), std::size_t{2});
    QVERIFY(nearly(doors[0].area.x, 18.5 * metre));
    QVERIFY(nearly(doors[0].area.y, 53.5 * metre)); // the north wall at 55 m less 1.5 m
    QVERIFY(nearly(doors[1].area.y, 29.0 * metre));
    QVERIFY(nearly(doors[1].area.width, 1.5 * metre));
    QCOMPARE(doors[1].name, std::string{"Door 2"});
}

void TestSiteEdits::impossibleHallsAreRefused_data()
{
    using Spoil = std::function<void(AddHall&)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<std::string>("subject");

    const auto row = [](const char* title, Spoil spoil, ErrorCode code, std::string subject) {
        QTest::newRow(title) << spoil << code << subject;
    };
    const Length nan = std::numeric_limits<double>::quiet_NaN() * metre;
    const auto invalid = ErrorCode::Invalid;
    const auto tooBig = ErrorCode::DoesNotFit;
    // clang-format off
    row("no name",       [](AddHall& h) { h.name.clear(); },                    invalid, "name");
    row("no width",      [](AddHall& h) { h.area.width = {}; },                 invalid, "width");
    row("NaN depth",     [nan](AddHall& h) { h.area.depth = nan; },             invalid, "depth");
    row("endless", [](AddHall& h) { h.area.width = 1e9 * metre; },             invalid, "area");
    row("NaN place",     [nan](AddHall& h) { h.area.x = nan; },                 invalid, "x");
    row("negative aisle", [](AddHall& h) { h.coldAisle = -1.0 * metre; },       invalid, "coldAisle");
    row("negative rows", [](AddHall& h) { h.arrayRows = -1; },                  invalid, "arrayRows");
    row("rows in excess", [](AddHall& h) { h.networkRows = 2'000'000'000; },    invalid, "networkRows");
    row("flat rows",     [](AddHall& h) { h.rowDepth = {}; },                   invalid, "rowDepth");
    row("dense columns", [](AddHall& h) { h.columnPitchX = 1e-9 * metre; },     invalid, "columnPitch");
    row("fat columns",   [](AddHall& h) { h.columnSize = 2.0 * metre; },        invalid, "columnSize");
    row("door outside",  [](AddHall& h) { h.doors[0].along = 67.0 * metre; },   invalid, "doors");
    row("shut door",     [](AddHall& h) { h.doors[0].width = {}; },             invalid, "doors.width");
    row("too shallow",   [](AddHall& h) { h.area.depth = 40.0 * metre; },       tooBig,  "Hall 1");
    row("too narrow",    [](AddHall& h) { h.area.width = 7.0 * metre; },        tooBig,  "Hall 1");
    row("beyond the east wall", [](AddHall& h) { h.area.x = 300.0 * metre; },   tooBig,  "Hall 1");
    row("beyond the north wall", [](AddHall& h) { h.area.y = 156.0 * metre; },  tooBig,  "Hall 1");
    // clang-format on
}

void TestSiteEdits::impossibleHallsAreRefused()
{
    QFETCH(std::function<void(AddHall&)>, spoil);
    QFETCH(ErrorCode, code);
    QFETCH(std::string, subject);
    AddHall edit = hall1();
    spoil(edit);
    const Error error = refusal(withSite(), edit);
    QCOMPARE(error.code, code);
    QCOMPARE(error.subject, subject);
    QVERIFY(!error.detail.empty());
}

void TestSiteEdits::hallsNeedASite()
{
    QCOMPARE(refusal({}, hall1()).code, ErrorCode::NotFound);
}

// The second hall begins where the first has 3 m left.
void TestSiteEdits::hallsDoNotOverlap()
{
    const Snapshot plan = edited(withSite(), hall1());
    const Error error = refusal(plan, hall("Hall 2", 75.0 * metre, 10.0 * metre));
    QCOMPARE(error.code, ErrorCode::Collision);
    QCOMPARE(error.subject, std::string{"Hall 2"});
    QCOMPARE(error.detail, std::string{"it would overlap Hall 1 by 3.00 m"});
    QCOMPARE(refusal(plan, hall("Hall 1", 100.0 * metre, 10.0 * metre)).code, ErrorCode::Invalid);
    QCOMPARE(refusal(plan, hall("Annex 1", 100.0 * metre, 10.0 * metre)).detail,
             std::string{"must not be short for H1 as Hall 1 is"});
    QCOMPARE(edited(plan, hall("Hall 2", 78.0 * metre, 10.0 * metre)).halls.size(), std::size_t{2});
}

QTEST_APPLESS_MAIN(TestSiteEdits)
#include "tst_site_edits.moc"

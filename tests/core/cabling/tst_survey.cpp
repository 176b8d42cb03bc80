#include "core/cabling/survey.h"
#include "tests/support/nearly.h"
#include "tests/support/tray_floor.h"

#include <QTest>

#include <numbers>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::cabling::Obstacle;
using rackwright::cabling::TrayFill;
using rackwright::test::nearly;
using rackwright::test::trayFloor;
using rackwright::test::withCatalogue;
using rackwright::test::withLinks;

namespace {

// Of one cable, 20 mm thick, in a tray of 0.6 m x 0.1 m.
constexpr double shareOfOne = std::numbers::pi * 0.01 * 0.01 / 0.06;

const TrayFill& fillOf(const cabling::Survey& survey, int tray)
{
    return survey.trays[static_cast<std::size_t>(tray - 1)];
}

} // namespace

class TestSurvey : public QObject
{
    Q_OBJECT

private slots:
    void traysHoldWhatPassesThem();
    void cablesSideBySideAreAddedWhereTheyMeet();
    void cablesToBothSidesDoNotLieTogether();
    void cablesInARackAreInNoTray();
    void unknownThicknessIsCountedApart();
    void overfullTraysAreNamed();
    void cablesWithoutAWaySayWhy();
    void emptyPlanHasNothing();
};

// Racks 1 to 3: along tray 1 to x 10, over tray 3, back along tray 2.
void TestSurvey::traysHoldWhatPassesThem()
{
    const auto survey = cabling::survey(withLinks(withCatalogue(trayFloor()), {{1, 3, 5, 25.0}}));
    QCOMPARE(survey.trays.size(), std::size_t{4});
    for (const int tray : {1, 2, 3}) {
        QCOMPARE(fillOf(survey, tray).cables, 5);
        QVERIFY(qFuzzyCompare(fillOf(survey, tray).share, 5.0 * shareOfOne));
    }
    QVERIFY(nearly(fillOf(survey, 1).at, 2.0 * metre)); // where they come in
    QCOMPARE(fillOf(survey, 4).cables, 0);
    QCOMPARE(fillOf(survey, 4).share, 0.0);
    QVERIFY(survey.unlaid.empty());
}

// 5 from rack 1 at x 2 and 3 from rack 2 at x 12 go to rack 3 over tray 3 at x 10: 5 west of it, 3 east of it.
void TestSurvey::cablesSideBySideAreAddedWhereTheyMeet()
{
    const auto survey =
        cabling::survey(withLinks(withCatalogue(trayFloor()), {{1, 3, 5, 25.0}, {2, 3, 3, 20.0}}));
    QCOMPARE(fillOf(survey, 1).cables, 5);
    QCOMPARE(fillOf(survey, 3).cables, 8);
    QCOMPARE(fillOf(survey, 2).cables, 8);
    QVERIFY(qFuzzyCompare(fillOf(survey, 3).share, 8.0 * shareOfOne));
}

// From the rack in the middle 4 go west and 3 east.
void TestSurvey::cablesToBothSidesDoNotLieTogether()
{
    Snapshot plan = withCatalogue(trayFloor());
    Rack middle = plan.racks[2];
    middle.centre = {8.0 * metre, {}};
    plan.racks = plan.racks.with({.written = {middle}});
    const auto survey = cabling::survey(withLinks(plan, {{1, 3, 4, 12.0}, {3, 2, 3, 10.0}}));
    QCOMPARE(fillOf(survey, 1).cables, 4);
}

void TestSurvey::cablesInARackAreInNoTray()
{
    const auto survey = cabling::survey(withLinks(withCatalogue(trayFloor()), {{1, 1, 9, 2.0}}));
    QCOMPARE(fillOf(survey, 1).cables, 0);
}

// 60 m are more than anything in the catalogue reaches.
void TestSurvey::unknownThicknessIsCountedApart()
{
    const auto survey =
        cabling::survey(withLinks(withCatalogue(trayFloor()), {{1, 3, 5, 25.0}, {1, 3, 2, 60.0}}));
    QCOMPARE(fillOf(survey, 3).cables, 7);
    QCOMPARE(fillOf(survey, 3).unknown, 2);
    QVERIFY(qFuzzyCompare(fillOf(survey, 3).share, 5.0 * shareOfOne));
}

// A cable fills 0.5236 %: 77 fill 40.3 %, more than the 40 % allowed; 76 fill 39.8 %.
void TestSurvey::overfullTraysAreNamed()
{
    const Snapshot plan = withCatalogue(trayFloor());
    const Snapshot full = withLinks(plan, {{1, 3, 76, 25.0}});
    QVERIFY(cabling::overfull(full, cabling::survey(full)).empty());
    const Snapshot over = withLinks(plan, {{1, 3, 76, 25.0}, {2, 3, 1, 20.0}});
    const auto trays = cabling::overfull(over, cabling::survey(over));
    QCOMPARE(trays.size(), std::size_t{2});
    QCOMPARE(trays[0].tray, TrayId{2});
    QCOMPARE(trays[1].tray, TrayId{3});
    const Snapshot unlimited = test::withoutAssumption(over, "cabling.fill-limit");
    QVERIFY(cabling::overfull(unlimited, cabling::survey(unlimited)).empty());
}

void TestSurvey::cablesWithoutAWaySayWhy()
{
    const auto survey = cabling::survey(
        withLinks(withCatalogue(trayFloor()),
                  {{1, 4, 2, std::nullopt}, {5, 2, 3, std::nullopt}, {1, 3, 1, 25.0}}));
    QCOMPARE(survey.unlaid.size(), std::size_t{2});
    QCOMPARE(survey.unlaid[0].count, 3);
    QVERIFY(survey.unlaid[0].obstacle == Obstacle::NoTrayAtA);
    QCOMPARE(survey.unlaid[0].a, RackId{5});
    QCOMPARE(survey.unlaid[1].count, 2);
    QVERIFY(survey.unlaid[1].obstacle == Obstacle::NotJoined);
}

void TestSurvey::emptyPlanHasNothing()
{
    const auto survey = cabling::survey(Snapshot{});
    QVERIFY(survey.trays.empty());
    QVERIFY(survey.unlaid.empty());
}

QTEST_APPLESS_MAIN(TestSurvey)
#include "tst_survey.moc"

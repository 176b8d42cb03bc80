#include "core/base/units.h"
#include "core/network/availability.h"
#include "tests/core/network/brute_force.h"
#include "tests/support/printing.h"
#include "tests/support/small_plan.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace rackwright;
using namespace rackwright::network;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

bool near(double a, double b, double apart = 1e-12)
{
    return std::abs(a - b) < apart;
}

// Works 9 hours of 10.
constexpr Repairs shaky{.betweenFailures = 90.0 * hour, .toRepair = 10.0 * hour};
constexpr Repairs sound{.betweenFailures = 1e12 * hour, .toRepair = 1e-6 * hour};

// One server, two leaves, one cable to each.
FabricGraph twoWays()
{
    const std::array tiers{Tier::None, Tier::Leaf, Tier::Leaf};
    const std::array links{TestLink{0, 1}, TestLink{0, 2}};
    return FabricGraph{wiredPlan(tiers, links), FabricId{1}};
}

const AvailabilityLevel& at(const Availability& found, double share)
{
    return *std::ranges::find(found.levels, share, &AvailabilityLevel::share);
}

} // namespace

class TestAvailability : public QObject
{
    Q_OBJECT

private slots:
    void simulationMeetsTheClosedForm();
    void expectedShareIsTheSumOverAllStates();
    void sameSeedSameAnswer();
    void whatNeverFailsIsAlwaysThere();
    void whatHasFailedStaysDown();
    void failuresComeAsOftenAsAssumed();
    void modelComesFromThePlan();
};

void TestAvailability::simulationMeetsTheClosedForm()
{
    // Two independent cables that work 0.9 of the time: both 0.81, at least one 0.99, half a share each. Over
    // 100,000 hours there are about 2,000 failures; the deviation of each share of time is below 0.01.
    const FabricGraph graph = twoWays();
    const FailureModel model{.networkSwitch = sound, .cable = shaky};
    const Availability found =
        simulateAvailability(graph, intact(graph), model, 100'000.0 * hour, 7);
    QVERIFY(near(at(found, 1.0).ofMean, 0.81, 0.03));
    QVERIFY(near(at(found, 0.75).ofMean, 0.81, 0.03));
    QVERIFY(near(at(found, 0.5).ofMean, 0.99, 0.01));
    QVERIFY(near(at(found, 0.5).ofWorst, 0.99, 0.01));
    QVERIFY(near(found.meanShare, 0.9, 0.02));
    QVERIFY(near(found.expectedShare, 0.9));
}

void TestAvailability::expectedShareIsTheSumOverAllStates()
{
    // A server with a cable to each of two leaves, one with one cable, both leaves on one spine: 5 cables, 3 switches.
    const std::array tiers{Tier::None, Tier::None, Tier::Leaf, Tier::Leaf, Tier::Spine};
    const std::array links{
        TestLink{0, 2}, TestLink{0, 3}, TestLink{1, 3}, TestLink{2, 4}, TestLink{3, 4}};
    const FabricGraph graph{wiredPlan(tiers, links), FabricId{1}};
    const FailureModel model{
        .networkSwitch = {.betweenFailures = 4.0 * hour, .toRepair = 1.0 * hour}, .cable = shaky};
    double expected = 0.0;
    for (unsigned state = 0; state < 256; ++state) { // bit set: works
        const auto works = [&](unsigned part) { return (state >> part & 1U) != 0; };
        double chance = 1.0;
        for (unsigned part = 0; part < 8; ++part) {
            const double availability = part < 5 ? 0.9 : 0.8;
            chance *= works(part) ? availability : 1.0 - availability;
        }
        const double left = works(3) && works(5) && works(7) ? 1.0 : 0.0;  // by leaf 2 and spine 4
        const double right = works(4) && works(6) && works(7) ? 1.0 : 0.0; // by leaf 3
        const double first = (works(0) ? left : 0.0) / 2.0 + (works(1) ? right : 0.0) / 2.0;
        const double second = works(2) ? right : 0.0;
        expected += chance * (first + second) / 2.0;
    }
    QVERIFY(near(expectedMeanShare(graph, intact(graph), model), expected));
    // 0.9 x 0.8 x 0.9 x 0.8 for every way.
    QVERIFY(near(expected, 0.5184));
    // The simulation agrees over 200,000 hours.
    const Availability found =
        simulateAvailability(graph, intact(graph), model, 200'000.0 * hour, 3);
    QVERIFY(near(found.meanShare, expected, 0.01));
}

void TestAvailability::sameSeedSameAnswer()
{
    const FabricGraph graph{wiredPlan({.servers = 10, .nicsPerServer = 3, .radix = 8}),
                            FabricId{1}};
    const FailureModel model{.networkSwitch = shaky, .cable = shaky};
    const auto ask = [&](std::uint64_t seed) {
        return simulateAvailability(graph, intact(graph), model, 1000.0 * hour, seed);
    };
    QCOMPARE(ask(1).failures, ask(1).failures);
    QCOMPARE(ask(1).meanShare, ask(1).meanShare);
    QVERIFY(ask(1).meanShare != ask(2).meanShare);
}

void TestAvailability::whatNeverFailsIsAlwaysThere()
{
    const FabricGraph graph = twoWays();
    const FailureModel model{.networkSwitch = sound, .cable = sound};
    const Availability found = simulateAvailability(graph, intact(graph), model, 10.0 * year, 1);
    QCOMPARE(found.failures, 0);
    QVERIFY(near(found.meanShare, 1.0));
    for (const AvailabilityLevel& level : found.levels) {
        QVERIFY(near(level.ofMean, 1.0));
        QVERIFY(near(level.ofWorst, 1.0));
    }
}

void TestAvailability::whatHasFailedStaysDown()
{
    const FabricGraph graph = twoWays();
    const FailureModel model{.networkSwitch = sound, .cable = sound};
    const Availability found = simulateAvailability(
        graph, withoutNode(graph, intact(graph), graph.firstOf(1)), model, 1.0 * year, 1);
    QVERIFY(near(found.meanShare, 0.5));
    QVERIFY(near(found.expectedShare, 0.5));
    QVERIFY(near(at(found, 0.75).ofMean, 0.0));
}

void TestAvailability::failuresComeAsOftenAsAssumed()
{
    // Two cables, a failure of each in 100 hours (90 until it fails, 10 until repaired): 2,000 in 100,000 hours. The
    // deviation of a renewal count is at most that of a Poisson process, 45.
    const FabricGraph graph = twoWays();
    const FailureModel model{.networkSwitch = sound, .cable = shaky};
    const Availability found =
        simulateAvailability(graph, intact(graph), model, 100'000.0 * hour, 11);
    QVERIFY(std::abs(double(found.failures) - 2000.0) < 200.0);
}

void TestAvailability::modelComesFromThePlan()
{
    Snapshot plan;
    QCOMPARE(failureModelOf(plan).error().code, ErrorCode::NotFound);
    plan.assumptions = Table<Assumption>{{exactly(1, "network.switch-failures", 1e-6, "1/h"),
                                          exactly(2, "network.switch-repair", 7200.0, "s"),
                                          exactly(3, "network.cable-failures", 2e-6, "1/h"),
                                          exactly(4, "network.cable-repair", 3600.0, "s")}};
    const auto model = failureModelOf(plan);
    QVERIFY(model);
    QVERIFY(near(model->networkSwitch.betweenFailures / hour, 1e6, 1e-6));
    QVERIFY(near(model->networkSwitch.toRepair / hour, 2.0));
    QVERIFY(near(model->cable.availability(), 500'000.0 / 500'001.0));
    const auto wrong =
        failureModelOf(withAssumption(plan, "network.cable-repair", Range<double>::exact(0.0)));
    QCOMPARE(wrong.error().code, ErrorCode::Invalid);
    QCOMPARE(wrong.error().subject, std::string{"network.cable-repair"});
}

QTEST_APPLESS_MAIN(TestAvailability)
#include "tst_availability.moc"

#include "core/scenario/apply.h"
#include "tests/support/printing.h"
#include "tests/support/small_plan.h"

#include <QTest>

using namespace rackwright;

namespace {

Step step(int ordinal, const char* date, double pue)
{
    Step step{.id = StepId{ordinal}, .scenario = ScenarioId{1}, .ordinal = ordinal, .date = date};
    step.title = "PUE " + std::to_string(ordinal);
    step.kind = "set_assumption";
    step.parameters = R"({"key": "pue", "low": 1, "likely": )" + std::to_string(pue) +
                      R"(, "high": 9, "origin": "assumed"})";
    return step;
}

// Steps that stand in the plan in another order than they are done in.
Snapshot planWithSteps()
{
    Snapshot plan = test::knownPlan();
    plan.scenarios = Table<Scenario>{{{.id = ScenarioId{1}, .slug = "warmer", .name = "Warmer"}}};
    Step later = step(1, "2025-06-01", 4.0);
    later.ordinal = 9;
    plan.steps = Table<Step>{{later, step(2, "2025-01-01", 2.0), step(3, "2025-03-01", 3.0)}};
    return plan;
}

double pueOf(const Snapshot& plan)
{
    return findAssumption(plan, "pue")->value.likely;
}

} // namespace

class TestApply : public QObject
{
    Q_OBJECT

private slots:
    void baselineIsThePlanItself();
    void stepsAreDoneInOrder();
    void stepsAfterTheDateAreLeftOut();
    void disabledStepsAreLeftOut();
    void thePlanItselfStaysAsItIs();
    void unknownScenarioNamesTheKnownOnes();
    void stepThatCannotBeDoneIsNamed();
    void datesAreThoseOnWhichSomethingChanges();
};

void TestApply::baselineIsThePlanItself()
{
    const auto state = scenario::apply(planWithSteps(), "baseline");
    QVERIFY(state);
    QCOMPARE(pueOf(*state), 1.25);
}

void TestApply::stepsAreDoneInOrder()
{
    const auto state = scenario::apply(planWithSteps(), "warmer");
    QVERIFY(state);
    QCOMPARE(pueOf(*state), 4.0);
}

void TestApply::stepsAfterTheDateAreLeftOut()
{
    const auto state = scenario::apply(planWithSteps(), "warmer", "2025-03-01");
    QVERIFY(state);
    QCOMPARE(pueOf(*state), 3.0);
}

void TestApply::disabledStepsAreLeftOut()
{
    Snapshot plan = planWithSteps();
    Step last = plan.steps[0];
    last.enabled = false;
    plan.steps = plan.steps.with({.written = {last}});
    const auto state = scenario::apply(plan, "warmer");
    QVERIFY(state);
    QCOMPARE(pueOf(*state), 3.0);
}

void TestApply::thePlanItselfStaysAsItIs()
{
    const Snapshot plan = planWithSteps();
    const auto state = scenario::apply(plan, "warmer");
    QVERIFY(state);
    QVERIFY(plan == planWithSteps());
    QVERIFY(state->devices.sharesRowsWith(plan.devices));
}

void TestApply::unknownScenarioNamesTheKnownOnes()
{
    const auto state = scenario::apply(planWithSteps(), "colder");
    QVERIFY(!state);
    QCOMPARE(state.error().code, ErrorCode::UnknownScenario);
    QCOMPARE(state.error().subject, std::string{"colder"});
    QVERIFY(state.error().detail.find("warmer") != std::string::npos);
}

void TestApply::stepThatCannotBeDoneIsNamed()
{
    Snapshot plan = planWithSteps();
    Step broken = plan.steps[1];
    broken.kind = "dig_a_hole";
    plan.steps = plan.steps.with({.written = {broken}});
    const auto state = scenario::apply(plan, "warmer");
    QVERIFY(!state);
    QCOMPARE(state.error().code, ErrorCode::Invalid);
    QVERIFY(state.error().subject.starts_with("PUE 2: "));
}

void TestApply::datesAreThoseOnWhichSomethingChanges()
{
    Snapshot plan = planWithSteps();
    PowerNode grid{.id = PowerNodeId{1}, .name = "Grid"};
    grid.inService = "2025-01-01"; // also a step's
    grid.retired = "2025-02-01";
    plan.powerNodes = Table<PowerNode>{{grid}};
    using Dates = std::vector<std::string>;
    QVERIFY((scenario::datesOf(plan, "baseline") == Dates{"2025-01-01", "2025-02-01"}));
    QVERIFY((scenario::datesOf(plan, "warmer") ==
             Dates{"2025-01-01", "2025-02-01", "2025-03-01", "2025-06-01"}));
}

QTEST_APPLESS_MAIN(TestApply)
#include "tst_apply.moc"

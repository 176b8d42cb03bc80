#include "tests/support/edits.h"
#include "tests/support/printing.h"
#include "tests/support/references.h"

#include <QTest>

#include <limits>

using namespace rackwright;
using namespace rackwright::test;

namespace {

Step step(const char* date, const char* title, const char* kind, const char* parameters)
{
    Step step;
    step.date = date;
    step.title = title;
    step.kind = kind;
    step.parameters = parameters;
    return step;
}

AddScenario doubling()
{
    AddScenario edit;
    edit.scenario.slug = "double-200k";
    edit.scenario.name = "Double to 200,000";
    edit.steps = {
        step("2024-11", "Cheaper power", "set_assumption", R"({"key": "tariff", "likely": 0.06})"),
        step("2025-02-17", "A name", "rename_rack", R"({"rack": "H5-R01-01", "name": "Pilot"})")};
    return edit;
}

} // namespace

class TestScenarioEdits : public QObject
{
    Q_OBJECT

private slots:
    void stepsAreInOrder();
    void scenarioOfTheSameSlugIsReplaced();
    void wrongScenariosAreRefused_data();
    void wrongScenariosAreRefused();
    void stepIsSwitchedOffAndOn();
    void bookmarkOfTheSameNameIsReplaced();
    void wrongBookmarksAreRefused();
};

void TestScenarioEdits::stepsAreInOrder()
{
    const Snapshot plan = edited({}, doubling());
    QCOMPARE(plan.steps.size(), std::size_t{2});
    QCOMPARE(plan.steps[0].ordinal, 1);
    QCOMPARE(plan.steps[1].ordinal, 2);
    QCOMPARE(plan.steps[1].title, std::string{"A name"});
    QVERIFY(danglingReferences(plan).empty());
}

void TestScenarioEdits::scenarioOfTheSameSlugIsReplaced()
{
    const Snapshot plan = edited({}, doubling());
    const auto again = edit::resolve(plan, doubling());
    QVERIFY(again && isEmpty(*again));

    AddScenario shorter = doubling();
    shorter.scenario.name = "Only cheaper";
    shorter.steps.pop_back();
    const Snapshot after = edited(plan, shorter);
    QCOMPARE(after.scenarios.size(), std::size_t{1});
    QCOMPARE(after.scenarios[0].name, std::string{"Only cheaper"});
    QCOMPARE(after.steps.size(), std::size_t{1});

    AddScenario other = doubling();
    other.scenario.slug = "other";
    QCOMPARE(edited(plan, other).steps.size(), std::size_t{4});
}

void TestScenarioEdits::wrongScenariosAreRefused_data()
{
    QTest::addColumn<std::string>("slug");
    QTest::addColumn<std::string>("date");
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<std::string>("parameters");
    QTest::addColumn<std::string>("subject");

    const std::string good = "double-200k";
    const std::string date = "2024-11";
    const std::string kind = "set_assumption";
    const std::string json = R"({"key": "tariff", "likely": 0.06})";
    // clang-format off
    QTest::newRow("reserved slug") << std::string{"baseline"} << date << kind << json << std::string{"slug"};
    QTest::newRow("slug in capitals") << std::string{"Double"} << date << kind << json << std::string{"slug"};
    QTest::newRow("not a date")    << good << std::string{"soon"} << kind << json << std::string{"Step: date"};
    QTest::newRow("unknown kind")  << good << date << std::string{"set_asumption"} << json << std::string{"Step: kind set_asumption"};
    QTest::newRow("unknown field") << good << date << kind << std::string{R"({"key": "a", "likely": 1, "lo": 0})"} << std::string{"Step: set_assumption.lo"};
    QTest::newRow("not JSON")      << good << date << kind << std::string{"tariff"} << std::string{"Step: set_assumption"};
    // clang-format on
}

void TestScenarioEdits::wrongScenariosAreRefused()
{
    QFETCH(std::string, slug);
    QFETCH(std::string, date);
    QFETCH(std::string, kind);
    QFETCH(std::string, parameters);
    QFETCH(std::string, subject);
    AddScenario edit;
    edit.scenario.slug = slug;
    edit.scenario.name = "Scenario";
    edit.steps = {step(date.c_str(), "Step", kind.c_str(), parameters.c_str())};
    const Error error = refusal({}, edit);
    QCOMPARE(error.code, ErrorCode::Invalid);
    QCOMPARE(error.subject, subject);
}

void TestScenarioEdits::stepIsSwitchedOffAndOn()
{
    const Snapshot plan = edited({}, doubling());
    const Snapshot off = edited(plan, EnableStep{"double-200k", 2, Enabled::No});
    QVERIFY(off.steps[0].enabled);
    QVERIFY(!off.steps[1].enabled);
    QVERIFY(edited(off, EnableStep{"double-200k", 2, Enabled::Yes}) == plan);
    const auto same = edit::resolve(plan, EnableStep{"double-200k", 1, Enabled::Yes});
    QVERIFY(same && isEmpty(*same));
    QCOMPARE(refusal(plan, EnableStep{"double-200k", 3, Enabled::No}).code, ErrorCode::NotFound);
    QCOMPARE(refusal(plan, EnableStep{"triple", 1, Enabled::No}).code, ErrorCode::NotFound);
}

void TestScenarioEdits::bookmarkOfTheSameNameIsReplaced()
{
    AddBookmark edit;
    edit.bookmark.name = "From above";
    edit.bookmark.camera = {0, 0, 100, 0, 0, 0, 0, 1, 0};
    const Snapshot plan = edited({}, edit);
    edit.bookmark.camera[2] = 50.0;
    const Snapshot after = edited(plan, edit);
    QCOMPARE(after.bookmarks.size(), std::size_t{1});
    QCOMPARE(after.bookmarks[0].camera[2], 50.0);
}

void TestScenarioEdits::wrongBookmarksAreRefused()
{
    AddBookmark edit;
    QCOMPARE(refusal({}, edit).subject, std::string{"name"});
    edit.bookmark.name = "Lost";
    edit.bookmark.camera[4] = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(refusal({}, edit).subject, std::string{"camera"});
}

QTEST_APPLESS_MAIN(TestScenarioEdits)
#include "tst_scenario_edits.moc"

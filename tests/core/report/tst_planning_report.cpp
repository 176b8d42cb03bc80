#include "core/report/planning_report.h"
#include "tests/support/printing.h"
#include "tests/support/small_plan.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using report::Block;
using report::Cell;
using report::Document;
using report::Measure;
using report::Picture;
using report::PictureRole;
using report::planningReport;
using report::RowWeight;
using report::Section;

namespace {

Snapshot reportPlan()
{
    Snapshot plan = test::knownPlan();
    plan.sources = Table<Source>{{{.id = SourceId{1}, .key = "A-1", .fact = "one"},
                                  {.id = SourceId{2}, .key = "A-10", .fact = "ten"}}};
    plan.scenarios = Table<Scenario>{{{.id = ScenarioId{1}, .slug = "warmer", .name = "Warmer"}}};
    Step step{.id = StepId{1}, .scenario = ScenarioId{1}, .date = "2025-01-01", .title = "Heat"};
    step.kind = "set_assumption";
    step.parameters = R"({"key": "pue", "likely": 2, "origin": "assumed"})";
    plan.steps = Table<Step>{{step}};
    return plan;
}

Document documentOf(const Snapshot& plan, const char* scenario = "baseline")
{
    auto document = planningReport(plan, scenario);
    return document ? *std::move(document) : Document{};
}

std::vector<std::string> titlesOf(const Document& document)
{
    std::vector<std::string> titles;
    for (const Section& section : document.sections) {
        titles.push_back(section.title);
    }
    return titles;
}

std::vector<report::Table> tablesOf(const Document& document)
{
    std::vector<report::Table> tables;
    for (const Section& section : document.sections) {
        for (const Block& block : section.blocks) {
            if (const auto* table = std::get_if<report::Table>(&block)) {
                tables.push_back(*table);
            }
        }
    }
    return tables;
}

report::Table tableOf(const Document& document, const std::string& captionStart)
{
    for (const report::Table& table : tablesOf(document)) {
        if (table.caption.starts_with(captionStart)) {
            return table;
        }
    }
    return {};
}

// The row whose first cell reads `label`.
report::TableRow rowOf(const report::Table& table, const std::string& label)
{
    const auto found = std::ranges::find_if(
        table.rows, [&](const report::TableRow& row) { return row.cells.front() == Cell{label}; });
    return found == table.rows.end() ? report::TableRow{} : *found;
}

double likely(const Cell& cell)
{
    const auto* measure = std::get_if<Measure>(&cell);
    return measure == nullptr ? -1.0 : measure->value.likely;
}

} // namespace

class TestPlanningReport : public QObject
{
    Q_OBJECT

private slots:
    void everyRowHasACellForEachColumn();
    void emptyPlanHasAReport();
    void billEndsWithTheCapitalCost();
    void onlyNamedSourcesAreListed();
    void scenarioAddsItsStepsAndTheComparison();
    void comparisonShowsTheChange();
    void unknownScenarioHasNoReport();
    void picturesAreAskedFor();
    void figuresAreExplainedOnce();
    void samePartsOfCostAndPowerAreBothExplained();
};

void TestPlanningReport::everyRowHasACellForEachColumn()
{
    for (const char* scenario : {"baseline", "warmer"}) {
        const auto tables = tablesOf(documentOf(reportPlan(), scenario));
        QVERIFY(tables.size() > 8);
        for (const report::Table& table : tables) {
            for (const report::TableRow& row : table.rows) {
                QCOMPARE(row.cells.size(), table.columns.size());
            }
        }
    }
}

void TestPlanningReport::emptyPlanHasAReport()
{
    const Document document = documentOf(Snapshot{});
    QCOMPARE(document.title, std::string{"Unnamed site"});
    QVERIFY(!document.sections.empty());
}

void TestPlanningReport::billEndsWithTheCapitalCost()
{
    const report::Table bill = tableOf(documentOf(reportPlan()), "Bill");
    QCOMPARE(likely(rowOf(bill, "H100").cells[1]), 16.0);
    QCOMPARE(likely(rowOf(bill, "H100").cells[3]), 480'000.0);
    const report::TableRow& last = bill.rows.back();
    QVERIFY(last.weight == RowWeight::Total);
    QCOMPARE(likely(last.cells[3]), 1'745'608.0); // worked in tst_cost
}

void TestPlanningReport::onlyNamedSourcesAreListed()
{
    const report::Table sources = tableOf(documentOf(reportPlan()), "Sources");
    QCOMPARE(sources.rows.size(), std::size_t{1}); // "A-1" is not a part of "A-10"
    QVERIFY(sources.rows.front().cells.front() == Cell{std::string{"A-1"}});
}

void TestPlanningReport::scenarioAddsItsStepsAndTheComparison()
{
    const auto baseline = titlesOf(documentOf(reportPlan()));
    const Document document = documentOf(reportPlan(), "warmer");
    const auto titles = titlesOf(document);
    QCOMPARE(titles.size(), baseline.size() + 2);
    QVERIFY(document.subtitle.ends_with("Warmer"));
    QCOMPARE(tableOf(document, "Steps").rows.size(), std::size_t{1});
}

void TestPlanningReport::comparisonShowsTheChange()
{
    const Document document = documentOf(reportPlan(), "warmer");
    const report::TableRow row = rowOf(tableOf(document, "The plan, and"), "Facility power");
    const auto* change = std::get_if<report::Change>(&row.cells[3]);
    QVERIFY(change != nullptr);
    QCOMPARE(change->before, 26'830.0); // 21,464 x 1.25
    QCOMPARE(change->after, 42'928.0);  // 21,464 x 2
}

void TestPlanningReport::unknownScenarioHasNoReport()
{
    const auto document = planningReport(reportPlan(), "colder");
    QVERIFY(!document);
    QCOMPARE(document.error().code, ErrorCode::UnknownScenario);
}

void TestPlanningReport::picturesAreAskedFor()
{
    std::vector<PictureRole> roles;
    for (const Section& section : documentOf(reportPlan()).sections) {
        for (const Block& block : section.blocks) {
            if (const auto* picture = std::get_if<Picture>(&block)) {
                roles.push_back(picture->role);
            }
        }
    }
    QVERIFY((roles == std::vector{PictureRole::View3d, PictureRole::FloorPlan}));
}

void TestPlanningReport::figuresAreExplainedOnce()
{
    const report::Table table = tableOf(documentOf(reportPlan()), "Each figure");
    const auto explained = std::ranges::count_if(table.rows, [](const report::TableRow& row) {
        return row.cells.front() == Cell{std::string{"PUE"}} ||
               row.cells.front() == Cell{std::string{"label of pue"}};
    });
    QCOMPARE(explained, 1);
}

// The switch has a line of power and a line of cost of the same name.
void TestPlanningReport::samePartsOfCostAndPowerAreBothExplained()
{
    const report::Table table = tableOf(documentOf(reportPlan()), "Each figure");
    const auto explained = std::ranges::count_if(table.rows, [](const report::TableRow& row) {
        return row.cells.front() == Cell{std::string{"Switch, leaf of GPU fabric"}} &&
               row.cells[2] != Cell{std::string{"see above"}};
    });
    QCOMPARE(explained, 2);
}

QTEST_APPLESS_MAIN(TestPlanningReport)
#include "tst_planning_report.moc"

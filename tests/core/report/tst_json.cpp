#include "core/report/json.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace rackwright;
using nlohmann::json;

namespace {

Figure figure(std::string key, Range<double> value)
{
    return {.key = std::move(key), .label = "Label", .unit = "USD", .value = value};
}

scenario::Estimate someEstimate()
{
    scenario::Estimate estimate;
    estimate.gpuCapex = figure("gpu_capex_usd", Range<double>::exact(3e9));
    estimate.capex = figure("capex_usd", {4.5e9, 5.25e9, 6.5e9});
    estimate.capex.inputs = {estimate.gpuCapex};
    estimate.opex = unknown(figure("opex_usd_per_year", {}));
    estimate.training.push_back({.workload = "run", .name = "Run"});
    estimate.training.front().days = figure("days", {0.5, 1.25, 2.0});
    return estimate;
}

} // namespace

class TestJson : public QObject
{
    Q_OBJECT

private slots:
    void exactIntegersAreWrittenAsSuch();
    void valuesWithABandHaveThreeNumbers();
    void unknownValuesAreNull();
    void everyFigureIsExplainedByItsTree();
    void inventoryHasTheDocumentedShape();
    void comparisonHasBothSides();
    void textThatIsNotUtf8DoesNotFail();
};

void TestJson::exactIntegersAreWrittenAsSuch()
{
    const std::string text = report::toJson(someEstimate(), "baseline");
    QVERIFY(text.find("\"gpu_capex_usd\": 3000000000,") != std::string::npos);
    QCOMPARE(json::parse(text)["scenario"].get<std::string>(), std::string{"baseline"});
}

void TestJson::valuesWithABandHaveThreeNumbers()
{
    const json parsed = json::parse(report::toJson(someEstimate(), "baseline"));
    QVERIFY((parsed["cost"]["capex_usd"] ==
             json{{"low", 4'500'000'000}, {"likely", 5'250'000'000}, {"high", 6'500'000'000}}));
    QCOMPARE(parsed["training"][0]["workload"].get<std::string>(), std::string{"run"});
    QCOMPARE(parsed["training"][0]["days"]["likely"].get<double>(), 1.25);
}

void TestJson::unknownValuesAreNull()
{
    const json parsed = json::parse(report::toJson(someEstimate(), "baseline"));
    QVERIFY(parsed["cost"]["opex_usd_per_year"].is_null());
    QCOMPARE(parsed["explain"]["opex_usd_per_year"]["unknown_parts"].get<int>(), 1);
}

void TestJson::everyFigureIsExplainedByItsTree()
{
    const json parsed = json::parse(report::toJson(someEstimate(), "baseline"));
    const json& capex = parsed["explain"]["capex_usd"];
    QCOMPARE(capex["unit"].get<std::string>(), std::string{"USD"});
    QCOMPARE(capex["inputs"][0]["key"].get<std::string>(), std::string{"gpu_capex_usd"});
    QVERIFY(parsed["explain"]["training"]["run"].contains("days"));
}

void TestJson::inventoryHasTheDocumentedShape()
{
    scenario::Inventory inventory;
    inventory.site = "Testville";
    inventory.gpus = 100'000;
    inventory.spineSwitches = 3;
    inventory.unknown = {"number of doors (assumed here)"};
    const json parsed = json::parse(report::toJson(inventory));
    QCOMPARE(parsed["gpus"].get<long>(), 100'000L);
    QCOMPARE(parsed["switches"]["spine"].get<int>(), 3);
    QCOMPARE(parsed["racks"].size(), std::size_t{3});
    QCOMPARE(parsed["unknown"][0].get<std::string>(), inventory.unknown[0]);
}

void TestJson::comparisonHasBothSides()
{
    const std::vector<scenario::Difference> lines{{.key = "gpus",
                                                   .label = "GPUs",
                                                   .unit = "1",
                                                   .before = Range<double>::exact(8.0),
                                                   .after = {},
                                                   .unknownAfter = 1}};
    const json parsed = json::parse(report::toJson(lines, "baseline", "double"));
    QCOMPARE(parsed["after"].get<std::string>(), std::string{"double"});
    QCOMPARE(parsed["differences"][0]["before"].get<int>(), 8);
    QVERIFY(parsed["differences"][0]["after"].is_null());
}

void TestJson::textThatIsNotUtf8DoesNotFail()
{
    scenario::Inventory inventory;
    inventory.site = "Test\xff";
    QVERIFY(json::parse(report::toJson(inventory))["site"].get<std::string>().starts_with("Test"));
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"

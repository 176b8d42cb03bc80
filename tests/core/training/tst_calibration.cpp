#include "core/base/units.h"
#include "core/training/fit.h"
#include "core/training/model_library.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

const char* const header = "id,source_type,group,gpu,n_gpus,nvlink_domain,internode_gbps_per_gpu,"
                           "layers,hidden,heads,kv_heads,head_dim,ffn,gated_mlp,vocab,seq,gbs,mbs,"
                           "tp,pp,dp,cp,ep,vpp,sharding,recompute,precision,software,step_time_s\n";

std::string row(const std::string& id, int layers, const std::string& microbatch, double seconds)
{
    return id + ",lab,\"group, " + id + "\",H100-SXM-80GB,64,8,400," + std::to_string(layers) +
           ",8192,64,8,128,28672,1,128256,8192,128," + microbatch +
           ",8,1,8,1,1,1,zero1,none,bf16,NeMo 24.07," +
           (seconds > 0.0 ? std::to_string(seconds) : std::string{}) + "\n";
}

std::vector<MeasuredRun> runsOf(const std::string& rows)
{
    const auto runs = readRuns(header + rows, shippedCalibration());
    return runs ? *runs : std::vector<MeasuredRun>{};
}

double predictedSeconds(const MeasuredRun& run, const Calibration& calibration)
{
    const auto predicted = predict(run, calibration);
    return predicted ? predicted->estimate.time.total() / second : 0.0;
}

Calibration only(std::string_view rules)
{
    const auto calibration =
        readCalibration(R"({"accelerators": [], "rules": [)" + std::string(rules) + "]}");
    return calibration ? *calibration : Calibration{};
}

} // namespace

class TestCalibration : public QObject
{
    Q_OBJECT

private slots:
    void aParameterIsTheProductOfItsRules();
    void sharesStayBelowOne();
    void writingAndReadingGivesTheSame();
    void unknownNamesAreRefused();
    void rowsAreReadWithQuotesAndBlanks();
    void predictionsDoNotReadTheMeasurement();
    void aFitFindsWhatTheRunsWereMadeWith();
    void summaryIsTakenByHand();
    void shippedModelsAreKnown();
};

void TestCalibration::aParameterIsTheProductOfItsRules()
{
    const Calibration calibration = only(
        R"({"parameter": "product_efficiency", "when": [], "factor": 0.5},
           {"parameter": "product_efficiency", "when": ["hopper"], "factor": 1.2},
           {"parameter": "product_efficiency", "when": ["hopper", "fp8"], "factor": 0.9},
           {"parameter": "product_efficiency", "when": ["ampere"], "factor": 7.0})");
    Strategy strategy;
    const Tags wide = tagsOf("H100-SXM-80GB", {}, strategy);
    QCOMPARE(parametersFor(calibration, wide).productEfficiency, 0.5 * 1.2);
    strategy.format = NumberFormat::Fp8;
    const Tags narrow = tagsOf("h100", {}, strategy);
    QCOMPARE(parametersFor(calibration, narrow).productEfficiency, 0.5 * 1.2 * 0.9);
}

void TestCalibration::sharesStayBelowOne()
{
    const Calibration calibration = only(R"({"parameter": "data_exposed", "factor": 3.0})");
    QCOMPARE(parametersFor(calibration, 0).dataExposed, 1.0);
}

void TestCalibration::writingAndReadingGivesTheSame()
{
    QVERIFY(!shippedCalibration().rules.empty());
    const std::string text = writeCalibration(shippedCalibration());
    const auto again = readCalibration(text);
    QVERIFY(again);
    QCOMPARE(again->rules.size(), shippedCalibration().rules.size());
    QCOMPARE(writeCalibration(*again), text);
}

void TestCalibration::unknownNamesAreRefused()
{
    for (const char* rules : {R"({"rules": [{"parameter": "speed", "factor": 1.0}]})",
                              R"({"rules": [{"parameter": "jitter", "when": ["h9000"]}]})",
                              R"({"rules": [{"parameter": "jitter", "factor": -1.0}]})",
                              R"({"rules": [{"parameter": "jitter", "prior": "small"}]})",
                              R"({"rules": [{"parameter": "jitter", "spread": 1e300}]})",
                              R"({"rules": [{"parameter": "jitter", "when": {"a": 1}}]})",
                              R"({"rules": [{"parameter": 3}]})",
                              R"({"rules": [3]})",
                              R"({"rules": [], "accelerators": [{"name": "X1"}]})",
                              R"({"rules": [], "accelerators": 3})",
                              R"({"rules": 3})",
                              "nothing"}) {
        const auto calibration = readCalibration(rules);
        QVERIFY(!calibration);
        QCOMPARE(calibration.error().code, ErrorCode::FileDamaged);
    }
}

void TestCalibration::rowsAreReadWithQuotesAndBlanks()
{
    const auto runs = runsOf(row("a", 80, "2", 20.0) + row("b", 80, "", 0.0));
    QCOMPARE(runs.size(), std::size_t{2});
    QCOMPARE(runs[0].group, std::string("group, a"));
    QCOMPARE(runs[0].model.hidden, 8192);
    QCOMPARE(runs[0].strategy.dataParallel, 8L);
    QCOMPARE(runs[0].stepSeconds.value_or(0.0), 20.0);
    QVERIFY(runs[0].warnings.empty());
    QVERIFY(!runs[1].stepSeconds);
    QVERIFY(!runs[1].microbatchKnown);
    QCOMPARE(runs[1].warnings.size(), std::size_t{1});
    QVERIFY(predict(runs[1], shippedCalibration())); // answered all the same
    QVERIFY(!readRuns("id,gpu\n1,H100\n", shippedCalibration()));
}

void TestCalibration::predictionsDoNotReadTheMeasurement()
{
    const auto runs = runsOf(row("a", 80, "2", 20.0) + row("a", 80, "2", 2'000.0));
    QCOMPARE(predictedSeconds(runs[0], shippedCalibration()),
             predictedSeconds(runs[1], shippedCalibration()));
}

void TestCalibration::aFitFindsWhatTheRunsWereMadeWith()
{
    // Runs that take exactly a tenth longer to compute than the model says.
    Calibration truth = shippedCalibration();
    for (Rule& rule : truth.rules) {
        rule.spread = 0.0;
    }
    Calibration start = truth;
    start.rules.push_back({&Parameters::maturity, 0, 1.0, 1.0, 1.0, "free"});
    truth.rules.push_back({&Parameters::maturity, 0, 1.1, 1.1, 0.0, "what happened"});
    auto runs = runsOf(row("a", 80, "1", 1.0) + row("b", 40, "2", 1.0) + row("c", 20, "1", 1.0));
    for (MeasuredRun& run : runs) {
        run.stepSeconds = predictedSeconds(run, truth);
    }
    const Calibration fitted = fit(start, runs);
    QVERIFY(std::abs(fitted.rules.back().factor - 1.1) < 0.001);
}

void TestCalibration::summaryIsTakenByHand()
{
    const std::array<RowError, 3> errors{
        RowError{"1", "x", 0.10}, RowError{"2", "x", -0.20}, RowError{"3", "y", 0.60}};
    const auto summaries = summarise(errors);
    QCOMPARE(summaries.size(), std::size_t{3});
    QCOMPARE(summaries[0].source, std::string("x"));
    QCOMPARE(summaries[0].mean, 0.15);
    QCOMPARE(summaries[0].bias, -0.05);
    QCOMPARE(summaries[2].rows, 3);
    QCOMPARE(summaries[2].median, 0.20);
    QCOMPARE(summaries[2].largest, 0.60);
    QVERIFY(std::abs(summaries[2].mean - 0.30) < 1e-12);
}

void TestCalibration::shippedModelsAreKnown()
{
    const auto model = findModel("grok-1");
    QVERIFY(model);
    QCOMPARE(model->experts, 8);
    QCOMPARE(modelNames().size(), std::size_t{8});
    const auto unknown = findModel("grok-9");
    QVERIFY(!unknown);
    QVERIFY(unknown.error().detail.find("grok-1") != std::string::npos);
    const auto wrong = readModel(R"({"layers": -1})");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().subject, std::string("layers"));
}

QTEST_APPLESS_MAIN(TestCalibration)
#include "tst_calibration.moc"

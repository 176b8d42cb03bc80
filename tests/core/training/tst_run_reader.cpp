#include "core/base/units.h"
#include "core/training/measured_run.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

// One row of Llama 3 405B, with layers that share out over stages, on 512 accelerators; a change is a column with its words.
struct Change
{
    std::string column;
    std::string words;
};

MeasuredRun runWith(const std::vector<Change>& changes)
{
    std::vector<Change> fields{{"id", "a"},
                               {"gpu", "H100-SXM-80GB"},
                               {"n_gpus", "512"},
                               {"nvlink_domain", "8"},
                               {"internode_gbps_per_gpu", "400"},
                               {"params_b", "405"},
                               {"layers", "128"},
                               {"hidden", "16384"},
                               {"heads", "128"},
                               {"kv_heads", "8"},
                               {"ffn", "53248"},
                               {"gated_mlp", "1"},
                               {"vocab", "128256"},
                               {"attn", "GQA"},
                               {"seq", "8192"},
                               {"gbs", "256"},
                               {"mbs", "1"},
                               {"tp", "8"},
                               {"pp", "8"},
                               {"dp", "8"},
                               {"ep", "1"},
                               {"n_experts", "0"},
                               {"topk", "0"},
                               {"moe_ffn", "0"},
                               {"vpp", "1"},
                               {"sharding", "fsdp-full"},
                               {"recompute", "full"},
                               {"precision", "fp8"},
                               {"software", "NeMo 25.04"}};
    for (const Change& change : changes) {
        std::ranges::find(fields, change.column, &Change::column)->words = change.words;
    }
    std::string header;
    std::string row;
    for (const Change& field : fields) {
        header += (header.empty() ? "" : ",") + field.column;
        row += (row.empty() ? "" : ",") + field.words;
    }
    const auto runs = readRuns(header + '\n' + row + '\n', shippedCalibration());
    return runs && runs->size() == 1 ? runs->front() : MeasuredRun{};
}

bool warnsOf(const MeasuredRun& run, const std::string& column)
{
    return std::ranges::any_of(run.warnings, [&](const std::string& warning) {
        return warning.starts_with(column + ": ");
    });
}

} // namespace

class TestRunReader : public QObject
{
    Q_OBJECT

private slots:
    void aWholeRowNeedsNoWarning();
    void wordsAreReadByWhatTheyContain();
    void unknownWordsAreSaid();
    void capitalsMakeNoDifference();
    void aReleaseFallsInTheEraBeforeIt_data();
    void aReleaseFallsInTheEraBeforeIt();
    void torchtitanMakesAMicrobatchForEachStage();
    void numbersThatCannotBeAreSaid();
    void aBlankShapeIsGuessedAndSaid_data();
    void aBlankShapeIsGuessedAndSaid();
    void columnsThatAreMissingAreBlank();
    void whatCannotBeRunIsSaid_data();
    void whatCannotBeRunIsSaid();
    void productsThatAnAcceleratorLacksAreSaid();
};

void TestRunReader::aWholeRowNeedsNoWarning()
{
    const MeasuredRun run = runWith({});
    QCOMPARE(run.id, std::string("a"));
    QVERIFY(run.warnings.empty());
    QCOMPARE(run.strategy.dataParallel, 8L);
    QCOMPARE(run.strategy.sharding, Sharding::Parameters);
    QCOMPARE(run.strategy.software, Software::Megatron2025);
}

void TestRunReader::wordsAreReadByWhatTheyContain()
{
    const auto recompute = [](const char* words) {
        return runWith({{"recompute", words}}).strategy.recompute;
    };
    QCOMPARE(recompute("selective (not stated)"), Recompute::Selective);
    QCOMPARE(recompute("moe_act"), Recompute::Selective);
    QCOMPARE(recompute("none/selective (log: n/a)"), Recompute::None);
    QVERIFY(!runWith({{"recompute", "recipe-specific"}}).recomputeKnown);
    QVERIFY(runWith({{"recompute", "recipe-specific"}}).warnings.empty());
    QCOMPARE(runWith({{"sharding", "fsdp-grad-op"}}).strategy.sharding, Sharding::Gradients);
    QCOMPARE(runWith({{"software", "Megatron-Bridge 26.06.01"}}).strategy.software,
             Software::Megatron2026June);
}

void TestRunReader::unknownWordsAreSaid()
{
    for (const char* column : {"gpu", "precision", "sharding", "software", "recompute"}) {
        const MeasuredRun run = runWith({{column, "an unheard-of one"}});
        QVERIFY2(warnsOf(run, column), column);
        QVERIFY2(predict(run, shippedCalibration()), column); // answered all the same
        QVERIFY2(warnsOf(runWith({{column, ""}}), column), column);
    }
    QVERIFY(warnsOf(runWith({{"attn", "an unheard-of one"}}), "attn"));
    QVERIFY(!warnsOf(runWith({{"attn", ""}}), "attn")); // the heads say it
}

void TestRunReader::capitalsMakeNoDifference()
{
    const MeasuredRun run = runWith({{"precision", "MXFP8"},
                                     {"attn", "mla"},
                                     {"recompute", "Selective"},
                                     {"sharding", "FSDP-Grad-Op"},
                                     {"software", "NEMO MLPERF V4.1"}});
    QVERIFY2(run.warnings.empty(), run.warnings.empty() ? "" : run.warnings.front().c_str());
    QCOMPARE(run.strategy.format, NumberFormat::Mxfp8);
    QCOMPARE(run.model.attention, AttentionKind::Latent);
    QCOMPARE(run.strategy.recompute, Recompute::Selective);
    QCOMPARE(run.strategy.sharding, Sharding::Gradients);
    QCOMPARE(run.strategy.software, Software::Megatron2024);
    QVERIFY(run.strategy.traits.tuned);
    QCOMPARE(runWith({{"precision", "BF16"}}).strategy.format, NumberFormat::Bf16);
    QCOMPARE(runWith({{"attn", "MHA-swa128-Alternating"}}).model.window, 128);
}

void TestRunReader::aReleaseFallsInTheEraBeforeIt_data()
{
    QTest::addColumn<Software>("era");
    const auto row = [](const char* software, Software era) { QTest::newRow(software) << era; };
    row("Megatron-Bridge", Software::Megatron2026);
    row("Megatron-Bridge 25.11 NeMo Container", Software::Megatron2025);
    row("Megatron-Bridge 26.01", Software::Megatron2026);
    row("Megatron-Bridge 26.04.01 NeMo Container", Software::Megatron2026);
    row("Megatron-Bridge 26.05", Software::Megatron2026);
    row("Megatron-Bridge 26.06", Software::Megatron2026June);
    row("Megatron-Bridge v27.01", Software::Megatron2026June);
    row("NeMo 23.11", Software::Megatron2023);
    row("NeMo 24.07-final", Software::Megatron2024);
    row("NeMo 25.04", Software::Megatron2025);
    row("NeMo", Software::Megatron2025);
    row("NeMo MLPerf v3.1 NVIDIA", Software::Megatron2023);
    row("NeMo MLPerf v5.0 IBM+CoreWeave+NVIDIA", Software::Megatron2025);
    row("Megatron-Core r0.8.0", Software::Megatron2024);
    row("Megatron-Core 0.12", Software::Megatron2025);
    row("Megatron-Core dev DeepEP", Software::Megatron2025);
    row("Megatron-LM 0.14 / TE 2.11", Software::Megatron2025);
    row("Megatron-LM", Software::Megatron2023);
    row("Megatron-LM 2021 (no flash attn, no SP)", Software::Megatron2021);
    row("Megatron-DeepSpeed", Software::MegatronDeepSpeed);
}

void TestRunReader::aReleaseFallsInTheEraBeforeIt()
{
    QFETCH(Software, era);
    const MeasuredRun run = runWith({{"software", QTest::currentDataTag()}});
    QCOMPARE(run.strategy.software, era);
    QVERIFY(!warnsOf(run, "software"));
}

void TestRunReader::torchtitanMakesAMicrobatchForEachStage()
{
    // 256 sequences on eight replicas of eight stages: 32 each, eight microbatches of 4.
    const MeasuredRun run = runWith({{"software", "torchtitan 1F1B"}});
    QCOMPARE(run.strategy.microbatch, 4);
    QVERIFY(warnsOf(run, "mbs"));
    QVERIFY(run.warnings.size() == 1);
    QCOMPARE(run.strategy.contextExchange, ContextExchange::Gather);
    // What a row states otherwise holds: 32 sequences a replica in 16 and in eight microbatches.
    const MeasuredRun two = runWith({{"software", "torchtitan 1F1B"}, {"mbs", "2"}});
    const MeasuredRun four = runWith({{"software", "torchtitan 1F1B"}, {"mbs", "4"}});
    QVERIFY(two.warnings.empty() && four.warnings.empty());
    const auto ofTwo = predict(two, shippedCalibration());
    const auto ofFour = predict(four, shippedCalibration());
    QVERIFY(ofTwo && ofFour);
    QCOMPARE(ofTwo->strategy.microbatches, 16);
    QCOMPARE(ofFour->strategy.microbatches, 8);
    QVERIFY(ofTwo->estimate.time.total() != ofFour->estimate.time.total());
    // Without a pipeline the table's microbatch holds.
    const MeasuredRun flat = runWith({{"software", "torchtitan"}, {"pp", "1"}, {"dp", "64"}});
    QCOMPARE(flat.strategy.microbatch, 1);
    QVERIFY(flat.warnings.empty());
}

void TestRunReader::numbersThatCannotBeAreSaid()
{
    for (const char* words : {"1e-300", "nan", "-1", "0", "4oo"}) {
        const MeasuredRun run = runWith({{"internode_gbps_per_gpu", words}});
        QVERIFY2(warnsOf(run, "internode_gbps_per_gpu"), words);
        QVERIFY2(run.cluster.networkBandwidth == 400.0 * gigabitPerSecond, words);
        QVERIFY2(warnsOf(runWith({{"gbs", words}}), "gbs"), words);
        QVERIFY2(warnsOf(runWith({{"tp", words}}), "tp"), words);
    }
}

void TestRunReader::aBlankShapeIsGuessedAndSaid_data()
{
    QTest::addColumn<QStringList>("blank");
    QTest::addColumn<int>("layers");
    QTest::addColumn<int>("hidden");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("sequence");
    const auto row = [](const QStringList& blank, int layers, int hidden, int heads, int sequence) {
        QTest::newRow(qPrintable(blank.join(QLatin1Char(' '))))
            << blank << layers << hidden << heads << sequence;
    };
    row({"layers"}, 126, 16'384, 128, 8'192);             // 405e9 / (12 x 16384^2) = 125.7
    row({"layers", "params_b"}, 128, 16'384, 128, 8'192); // 16384 / 128
    row({"hidden"}, 128, 16'256, 128, 8'192);             // (405e9 / (12 x 128))^0.5 = 126.9 x 128
    row({"hidden", "params_b"}, 128, 16'384, 128, 8'192); // 128 heads
    row({"hidden", "heads", "params_b"}, 128, 16'384, 128, 8'192);
    row({"heads"}, 128, 16'384, 128, 8'192);
    row({"seq"}, 128, 16'384, 128, 2'048);
}

void TestRunReader::aBlankShapeIsGuessedAndSaid()
{
    QFETCH(QStringList, blank);
    std::vector<Change> changes;
    for (const QString& column : blank) {
        changes.push_back({column.toStdString(), ""});
    }
    const MeasuredRun run = runWith(changes);
    QTEST(run.model.layers, "layers");
    QTEST(run.model.hidden, "hidden");
    QTEST(run.model.heads, "heads");
    QTEST(run.model.sequence, "sequence");
    for (const char* column : {"layers", "hidden", "heads", "seq"}) { // no other one is named
        const bool warned = std::ranges::any_of(run.warnings, [&](const std::string& warning) {
            return warning.starts_with(std::string(column) + ": missing");
        });
        QVERIFY2(warned == blank.contains(QLatin1String(column)), column);
    }
    QVERIFY(predict(run, shippedCalibration()));
}

void TestRunReader::columnsThatAreMissingAreBlank()
{
    const auto runs = readRuns("id,gpu,n_gpus,layers\na,H100,8,16\n", shippedCalibration());
    QVERIFY(runs);
    QCOMPARE(runs->front().model.hidden, 2'048);
    QVERIFY(warnsOf(runs->front(), "hidden") && warnsOf(runs->front(), "seq"));
    QVERIFY(predict(runs->front(), shippedCalibration()));
    QVERIFY(!readRuns("id,gpu,layers\na,H100,16\n", shippedCalibration()));
}

void TestRunReader::whatCannotBeRunIsSaid_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("warning");
    const auto row = [](const char* column, const char* words, const char* warning) {
        QTest::addRow("%s %s", column, words)
            << QString::fromLatin1(column) << QString::fromLatin1(words)
            << QString::fromLatin1(warning);
    };
    row("dp", "4", "dp: 4 is given, but n_gpus / (tp x pp x cp) is 8, taken as 8");
    row("dp", "", "");
    row("n_gpus", "540", "n_gpus: 540 is not a multiple of tp x pp x cp, 64");
    row("heads", "126", "tp: 8 does not divide the heads, 126");
    row("kv_heads", "12", "kv_heads: 12 cannot be shared by tp 8");
    row("kv_heads", "1", ""); // copied to each rank
    row("layers", "126", "layers: 126 cannot be shared out evenly by pp x vpp, 8 x 1");
    row("vpp", "3", "layers: 128 cannot be shared out evenly by pp x vpp, 8 x 3");
    row("gbs", "260", "gbs: 260 is not a multiple of mbs x dp, 1 x 8");
    row("mbs", "3", "gbs: 256 is not a multiple of mbs x dp, 3 x 8");
    row("ep", "8", "ep: 8 does not divide the experts, 0");
}

void TestRunReader::whatCannotBeRunIsSaid()
{
    QFETCH(QString, column);
    QFETCH(QString, words);
    QFETCH(QString, warning);
    const MeasuredRun run = runWith({{column.toStdString(), words.toStdString()}});
    const bool said = std::ranges::any_of(run.warnings, [&](const std::string& each) {
        return each.starts_with(warning.toStdString());
    });
    QVERIFY(warning.isEmpty() ? run.warnings.empty() : said);
    QVERIFY(predict(run, shippedCalibration()));
}

void TestRunReader::productsThatAnAcceleratorLacksAreSaid()
{
    QVERIFY(warnsOf(runWith({{"gpu", "A100-SXM-80GB"}}), "precision"));
    QVERIFY(warnsOf(runWith({{"precision", "nvfp4"}}), "precision"));
    QVERIFY(!warnsOf(runWith({{"precision", "nvfp4"}, {"gpu", "B200-SXM-180GB"}}), "precision"));
}

QTEST_APPLESS_MAIN(TestRunReader)
#include "tst_run_reader.moc"

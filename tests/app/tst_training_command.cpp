#include "tests/app/answer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace rackwright;
using rackwright::test::Answer;

namespace {

const QByteArray header = "id,source_type,group,gpu,n_gpus,nvlink_domain,internode_gbps_per_gpu,"
                          "params_b,layers,hidden,heads,kv_heads,head_dim,ffn,gated_mlp,vocab,seq,"
                          "gbs,mbs,tp,pp,cp,vpp,sharding,recompute,precision,software,step_time_s,"
                          "mem_gib\n";

// Llama 3 70B on 64 H100; the last two fields are measured.
QByteArray row(const QByteArray& id, const QByteArray& measured)
{
    return id +
           ",lab,g,H100,64,8,400,,80,8192,64,8,128,28672,1,128256,4096,128,1,4,8,1,5,zero1,"
           "none,bf16,NeMo 24.07," +
           measured + '\n';
}

} // namespace

class TestTrainingCommand : public QObject
{
    Q_OBJECT

private slots:
    void predictionsNeverReadTheTargets();
    void everyRowIsAnswered_data();
    void everyRowIsAnswered();
    void tablesThatAreNoneAreRefused_data();
    void tablesThatAreNoneAreRefused();
    void fieldsThatAreOffAreNamed();
    void whatDoesNotFitIsSaid();
    void aGpuCanBeADataSheet();
    void aCalibrationMustSayEverything();
    void errorsOfTimeAndMemoryAreSummedUp();
    void aRunHasDaysAndEnergy();
    void fewSparesTakeLonger();
    void optionsThatCannotBeAreRefused_data();
    void optionsThatCannotBeAreRefused();
    void modelsThatCannotBeAreRefused_data();
    void modelsThatCannotBeAreRefused();

private:
    [[nodiscard]] Answer ask(const QStringList& arguments) const
    {
        return test::answerOf(QStringLiteral(RACKWRIGHT_CLI),
                              QStringList{QStringLiteral("training")} + arguments,
                              folder_.path());
    }

    [[nodiscard]] Answer ask(const QString& line) const
    {
        return ask(line.split(QLatin1Char(' ')));
    }

    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(folder_.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    // Lines of what `validate` predicts for a table, without the header.
    [[nodiscard]] QList<QByteArray> predictionsOf(const QByteArray& table) const
    {
        write("runs.csv", table);
        const Answer answer = ask(QStringLiteral("validate runs.csv --predictions out.csv"));
        QFile file(folder_.filePath("out.csv"));
        if (answer.status != 0 || !file.open(QIODevice::ReadOnly)) {
            return {};
        }
        return file.readAll().trimmed().split('\n').mid(1);
    }

    QTemporaryDir folder_;
};

void TestTrainingCommand::predictionsNeverReadTheTargets()
{
    const auto given = predictionsOf(header + row("a", "9.5,60") + row("b", "1.5,20"));
    QCOMPARE(given.size(), 2);
    QVERIFY(given[0].startsWith("a,"));
    QCOMPARE(predictionsOf(header + row("a", "1.5,20") + row("b", "9.5,60")), given); // swapped
    QCOMPARE(predictionsOf(header + row("a", ",") + row("b", ",")), given);           // blank
    QCOMPARE(predictionsOf(header + row("a", "-1,nan") + row("b", "x,1e999")), given);
}

void TestTrainingCommand::everyRowIsAnswered_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::newRow("as it should be") << header + row("a", "9.5,60");
    QTest::newRow("line ends of Windows")
        << QByteArray(header + row("a", "9.5,60")).replace("\n", "\r\n");
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + header + row("a", "9.5,60");
    QTest::newRow("quotes") << header + row("\"a\"", "\"9.5\",60");
    QTest::newRow("no line end at the end") << QByteArray(header + row("a", "9.5,60")).trimmed();
    QTest::newRow("blank lines") << header + "\n\n" + row("a", "9.5,60") + "\n,,,\n";
}

void TestTrainingCommand::everyRowIsAnswered()
{
    QFETCH(QByteArray, table);
    const auto lines = predictionsOf(table);
    QCOMPARE(lines.size(), 1);
    const auto fields = lines[0].split(',');
    QCOMPARE(fields[0], QByteArray("a"));
    QVERIFY(fields[1].toDouble() > 1.0);
    QCOMPARE(fields[4], QByteArray("true"));
}

void TestTrainingCommand::tablesThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("empty") << QByteArray() << QByteArray("a header and at least one row");
    QTest::newRow("no rows") << header << QByteArray("a header and at least one row");
    QTest::newRow("a column missing") << QByteArray("id,gpu\n1,H100\n") << QByteArray("n_gpus");
    QTest::newRow("a column twice") << QByteArray("id,id\n1,2\n") << QByteArray("twice");
    QTest::newRow("open quote") << header + "\"a,lab\n" << QByteArray("never closed");
    QTest::newRow("bytes") << QByteArray("\0\1\2", 3) << QByteArray("zero bytes");
}

void TestTrainingCommand::tablesThatAreNoneAreRefused()
{
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, words);
    write("bad.csv", table);
    for (const char* command : {"validate bad.csv", "calibrate bad.csv -o never.json"}) {
        const Answer answer = ask(QString::fromLatin1(command));
        QCOMPARE(answer.status, 1);
        QVERIFY2(answer.err.contains(words), answer.err.constData());
        QCOMPARE(answer.err.trimmed().count('\n'), 0);
    }
    QVERIFY(!QFile::exists(folder_.filePath("never.json")));
}

void TestTrainingCommand::fieldsThatAreOffAreNamed()
{
    const QByteArray off = "a,lab,g,X9,64,8,nan,70,,,,,,,1,,8192,-3,1e99,3,8,1,5,,,,,,\n";
    const auto lines = predictionsOf(header + off + off + "b,lab\n");
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].split(',')[1].toDouble() > 0.0);
    for (const char* words : {"gpu: 'X9' cannot be used, taken as H100",
                              "internode_gbps_per_gpu: 'nan' cannot be used",
                              "layers: missing, taken as 71", // 70e9 / (12 x 128^2) = 70.88^3
                              "mbs: '1e99' is not a whole number",
                              "software: missing"}) {
        QVERIFY2(lines[0].contains(words), words);
    }
    QVERIFY(lines[1].contains("another row has it too"));
    QVERIFY(lines[2].contains("one of layers, hidden and params_b must be given"));
}

void TestTrainingCommand::whatDoesNotFitIsSaid()
{
    const auto line =
        predictionsOf(header + row("a", ",").replace(",4,8,1,5,zero1", ",1,8,1,5,none"));
    QCOMPARE(line.size(), 1);
    const auto fields = line[0].split(',');
    QCOMPARE(fields[4], QByteArray("false"));
    QVERIFY(fields[3].toDouble() > 74.5); // 80 GB
    QVERIFY2(line[0].contains("needs " + fields[3] + " of 74.5058 GiB"), line[0].constData());
}

void TestTrainingCommand::aGpuCanBeADataSheet()
{
    write("x1.json",
          R"({"name":"X1","bf16_tflops":989.4,"memory_gb":80,)"
          R"("memory_gb_per_s":3350,"scale_up_gb_per_s":450})");
    const QString line =
        QStringLiteral("estimate --model llama3.1-8b --gpus 8 --tp 2 --json --gpu ");
    const QJsonObject known = ask(line + QStringLiteral("H100")).json();
    const QJsonObject other = ask(line + QStringLiteral("x1.json")).json();
    const auto high = [](const QJsonObject& json) {
        return json[QLatin1String("step_time_band_s")]
                   .toObject()[QLatin1String("high")]
                   .toDouble() /
               json[QLatin1String("step_time_s")].toDouble();
    };
    QVERIFY(1.0 < high(known) && high(known) < 1.2);
    QVERIFY(high(other) > 1.31); // as much as generations differ, and the usual error beside
    QVERIFY(other[QLatin1String("note")].toString().contains(QLatin1String("data sheet")));
    QVERIFY(known[QLatin1String("note")].toString().isEmpty());
    // The name of a measured one is not enough: 989.4 TFLOPS and 80 GB are an H100's.
    const QByteArray sheet = R"({"name":"H100-SXM-80GB","bf16_tflops":989.4,"fp8_tflops":1979,)"
                             R"("memory_gb":80,"memory_gb_per_s":3350,"scale_up_gb_per_s":450})";
    write("same.json", sheet);
    write("faster.json", QByteArray(sheet).replace("989.4", "1500"));
    const QJsonObject same = ask(line + QStringLiteral("same.json")).json();
    const QJsonObject faster = ask(line + QStringLiteral("faster.json")).json();
    QVERIFY(high(same) < 1.2 && same[QLatin1String("note")].toString().isEmpty());
    QVERIFY(high(faster) > 1.31);
    QVERIFY(faster[QLatin1String("note")].toString().contains(QLatin1String("data sheet")));
    write("x2.json", R"({"name":"X2"})");
    const Answer broken = ask(line + QStringLiteral("x2.json"));
    QCOMPARE(broken.status, 1);
    QVERIFY2(broken.err.contains("bf16_tflops"), broken.err.constData());
}

void TestTrainingCommand::aCalibrationMustSayEverything()
{
    write("runs.csv", header + row("a", "1,"));
    write("rules.json", R"({"rules": []})");
    const Answer answer = ask(QStringLiteral("validate runs.csv --calibration rules.json"));
    QCOMPARE(answer.status, 1);
    QVERIFY2(answer.err.contains("none is about product_efficiency"), answer.err.constData());
}

void TestTrainingCommand::errorsOfTimeAndMemoryAreSummedUp()
{
    // Measured twice what is predicted: half too little.
    const auto predicted = predictionsOf(header + row("a", ","))[0].split(',');
    const QByteArray twice = QByteArray::number(2.0 * predicted[1].toDouble(), 'g', 12) + ',' +
                             QByteArray::number(2.0 * predicted[3].toDouble(), 'g', 12);
    write("runs.csv", header + row("a", twice) + row("b", ","));
    const QJsonObject json = ask(QStringLiteral("validate runs.csv --json")).json();
    for (const char* part : {"step_time_error", "memory_error"}) {
        const QJsonObject all = json[QLatin1String(part)].toArray().last().toObject();
        QCOMPARE(all[QLatin1String("n")].toInt(), 1);
        QVERIFY(std::abs(all[QLatin1String("bias")].toDouble() + 0.5) < 1e-4);
    }
}

void TestTrainingCommand::aRunHasDaysAndEnergy()
{
    const QJsonObject json = ask(QStringLiteral("estimate --model llama3.1-8b --gpus 64 --tokens "
                                                "1e12 --gbs 512 --json"))
                                 .json();
    const QJsonObject run = json[QLatin1String("run")].toObject();
    // 1e12 tokens over 64 GPUs' tokens a second, and what failures take.
    const double ideal = 1e12 / (64.0 * json[QLatin1String("tokens_per_s_per_gpu")].toDouble());
    const double days = run[QLatin1String("days")].toDouble();
    QVERIFY(std::abs(days * run[QLatin1String("goodput")].toDouble() / (ideal / 86'400.0) - 1.0) <
            1e-4);
    // 64 x 700 W for as long
    const double energy = 64.0 * 700.0 * days * 24.0 / 1e6;
    QVERIFY(std::abs(run[QLatin1String("gpu_energy_mwh")].toDouble() / energy - 1.0) < 1e-4);
}

void TestTrainingCommand::fewSparesTakeLonger()
{
    const QString base = QStringLiteral("estimate --model llama3.1-8b --gpus 4096 --gbs 4096 "
                                        "--tokens 1e13 --json");
    const auto daysOf = [&](const QString& more) {
        const QJsonObject json = ask(base + more).json();
        return json[QLatin1String("run")].toObject()[QLatin1String("days")].toDouble();
    };
    const double enough = daysOf(QString());
    QVERIFY(enough > 0.0);
    QVERIFY(daysOf(QStringLiteral(" --spares 2")) > enough);
    QVERIFY(daysOf(QStringLiteral(" --spares 0")) > daysOf(QStringLiteral(" --spares 2")));
    QVERIFY(daysOf(QStringLiteral(" --slow-share 0.01")) > 1.05 * enough);
    QVERIFY(daysOf(QStringLiteral(" --tenants 2")) > 1.9 * enough);
}

void TestTrainingCommand::optionsThatCannotBeAreRefused_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* more, int status, const char* words) {
        QTest::newRow(more)
            << QStringLiteral("estimate --model llama3.1-8b --gpus 64 %1").arg(QLatin1String(more))
            << status << QByteArray(words);
    };
    row("--tp 64", 2, "--tp");
    row("--gpu X9", 2, "'X9' is not one of");
    row("--gpu A100 --precision fp8", 2, "--precision");
    row("--gpu H100 --precision nvfp4", 2, "--precision");
    row("--gbs 63", 2, "multiple of dp x mbs, 64");
    row("--gbs 0", 2, "--gbs");
    row("--pp 64", 2, "--pp");
    row("--pp 2 --vpp 17", 2, "--vpp");
    row("--vpp 2", 2, "--vpp");
    row("--pp 4 --vpp 2 --gbs 80", 2, "--gbs");
    row("--cp 3", 2, "--gpus");
    row("--ep 2", 2, "--ep");
    row("--cp 64 --cp-comm all-to-all", 2, "--cp");
    row("--cp-comm nope", 2, "--cp-comm");
    row("--schedule dualpipe --pp 4 --gbs 64", 2, "--gbs");
    row("--schedule zero-bubble --pp 2 --vpp 2 --gbs 128", 2, "--vpp");
    row("--schedule later", 2, "--schedule");
    row("--sharding fsdp --shard-group 7", 2, "--shard-group");
    row("--shard-group 8", 2, "--shard-group");
    row("--tenants 3", 2, "--tenants");
    row("--contention 0.5", 2, "--contention");
    row("--slow-share nan", 2, "--slow-share");
    row("--slowdown inf", 2, "--slowdown");
    row("--network-gbps -1", 2, "--network-gbps");
    row("--loading-gbytes 0", 2, "--loading-gbytes");
    row("--tokens -5", 2, "--tokens");
    row("--tokens 1e12 --gbs 512 --ramp-from 63 --ramp-tokens 1e9", 2, "--ramp-from");
    row("--tokens 1e12 --ramp-from 64", 2, "--ramp-from requires --ramp-tokens");
    row("--tokens 1e12 --ramp-tokens 1e9", 2, "--ramp-tokens requires --ramp-from");
    row("--seq 99999999999", 2, "--seq");
    row("--packed-documents 0", 2, "--packed-documents");
    row("--predicted-tokens 99", 2, "--predicted-tokens");
    row("--gpus 99999999999999999999", 2, "--gpus");
}

void TestTrainingCommand::optionsThatCannotBeAreRefused()
{
    QFETCH(QString, line);
    QFETCH(int, status);
    QFETCH(QByteArray, words);
    const Answer answer = ask(line);
    QVERIFY2(answer.status == status, answer.err.constData());
    QVERIFY2(answer.err.contains(words), answer.err.constData());
    QVERIFY(answer.out.isEmpty());
}

void TestTrainingCommand::modelsThatCannotBeAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const char* from, const char* to, const char* words) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(words);
    };
    row("key-value heads", "\"kv_heads\":8", "\"kv_heads\":7", "kv_heads");
    row("negative", "\"layers\":4", "\"layers\":-4", "layers");
    row("broken", "\"layers\":4", "\"layers\":4.5", "layers");
    row("none", "\"layers\":4", "\"layers\":0", "layers");
    row("words", "\"hidden\":1024", "\"hidden\":\"many\"", "hidden");
    row("huge", "\"hidden\":1024", "\"hidden\":1e300", "hidden");
    row("missing", "\"vocabulary\":32000,", "", "vocabulary");
    row("no width", "\"feed_forward\":4096", "\"feed_forward\":0", "feed_forward");
    row("unknown key", "\"layers\":4", "\"layers\":4,\"colour\":1", "colour");
    row("experts", "\"layers\":4", "\"layers\":4,\"experts\":8,\"active_experts\":9", "experts");
    row("attention", "\"layers\":4", "\"layers\":4,\"attention\":\"loose\"", "attention");
    row("latent", "\"layers\":4", "\"layers\":4,\"attention\":\"latent\"", "kv_rank");
    row("gated", "\"layers\":4", "\"layers\":4,\"gated\":1", "gated");
    row("cut off", "}", "", "must be a JSON object");
}

void TestTrainingCommand::modelsThatCannotBeAreRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, words);
    QByteArray model = "{\"layers\":4,\"hidden\":1024,\"heads\":8,\"kv_heads\":8,\"head_size\":128,"
                       "\"feed_forward\":4096,\"vocabulary\":32000,\"sequence\":2048}";
    write("model.json", model);
    QCOMPARE(ask(QStringLiteral("estimate --model model.json --gpus 8")).status, 0);
    QVERIFY(model.contains(from));
    write("model.json", model.replace(from, to));
    const Answer answer = ask(QStringLiteral("estimate --model model.json --gpus 8"));
    QCOMPARE(answer.status, 1);
    QVERIFY2(answer.err.contains(words), answer.err.constData());
    QVERIFY2(answer.err.contains("model.json"), answer.err.constData());
}

QTEST_GUILESS_MAIN(TestTrainingCommand)
#include "tst_training_command.moc"

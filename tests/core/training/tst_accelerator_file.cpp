#include "core/base/units.h"
#include "core/training/accelerator_file.h"

#include <QTest>

#include <nlohmann/json.hpp>
#include <string>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

// AMD's data sheet of the MI300X; 896 GB/s to the others, both ways.
const std::string mi300x =
    R"({"name":"MI300X","bf16_tflops":1307.4,"fp8_tflops":2614.9,"memory_gb":192.0,)"
    R"("memory_gb_per_s":5300.0,"scale_up_gb_per_s":448.0,"power_w":750.0})";

std::string with(const std::string& from, const std::string& to)
{
    std::string text = mi300x;
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

class TestAcceleratorFile : public QObject
{
    Q_OBJECT

private slots:
    void aDataSheetIsReadAndWritten();
    void sheetsThatCannotBeAreRefused_data();
    void sheetsThatCannotBeAreRefused();
};

void TestAcceleratorFile::aDataSheetIsReadAndWritten()
{
    const auto read = readAccelerator(mi300x);
    QVERIFY(read);
    QCOMPARE(read->name, std::string("MI300X"));
    QVERIFY(read->bf16Peak == 1307.4 * teraflops);
    QVERIFY(read->fp8Peak == 2614.9 * teraflops);
    QVERIFY(!read->fp4Peak);
    QVERIFY(read->memory == 192.0 * gigabyte);
    QVERIFY(multiplies(*read, NumberFormat::Mxfp8));
    QVERIFY(!multiplies(*read, NumberFormat::Nvfp4));
    QCOMPARE(toJson(*read).dump(), mi300x);
}

void TestAcceleratorFile::sheetsThatCannotBeAreRefused_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("subject");
    const auto row = [](const char* name, const std::string& text, const char* subject) {
        QTest::newRow(name) << text << std::string(subject);
    };
    row("nothing", "", "accelerator");
    row("list", "[1]", "accelerator");
    row("no name", with("\"name\":\"MI300X\",", ""), "name");
    row("missing", with("\"memory_gb\":192.0,", ""), "memory_gb");
    row("words", with("192.0", "\"much\""), "memory_gb");
    row("none", with("5300.0", "0"), "memory_gb_per_s");
    row("negative", with("750.0", "-1"), "power_w");
    row("huge", with("2614.9", "1e300"), "fp8_tflops");
    row("unknown", with("power_w", "power_kw"), "power_kw");
}

void TestAcceleratorFile::sheetsThatCannotBeAreRefused()
{
    QFETCH(std::string, text);
    QFETCH(std::string, subject);
    const auto read = readAccelerator(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Invalid);
    QCOMPARE(read.error().subject, subject);
}

QTEST_APPLESS_MAIN(TestAcceleratorFile)
#include "tst_accelerator_file.moc"

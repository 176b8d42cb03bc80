#include "core/base/units.h"
#include "core/exchange/content_yaml.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace rackwright {

using namespace units;

class TestContentYaml : public QObject
{
    Q_OBJECT

private slots:
    void aCatalogueIsOneEdit();
    void aQuotedNumberIsText();
    void aSiteIsItsEditsInOrder();
    void aScenarioIsOneEditOfDatedSteps();
    void whatIsWrongIsNamedWithItsLine_data();
    void whatIsWrongIsNamedWithItsLine();
    void aNewerFormatIsRefused();
    void aMissingFileIsNotReadable();
    void anEditThatCannotBeDoneNamesItsPlace();

private:
    Result<std::vector<exchange::ContentEdit>> read(const char* text)
    {
        QFile file(folder_.filePath("content.yaml"));
        if (!file.open(QIODevice::WriteOnly)) {
            return Error{ErrorCode::FileNotWritable, "content.yaml", {}};
        }
        file.write(text);
        file.close();
        return exchange::readContent(file.fileName().toStdString());
    }

    QTemporaryDir folder_;
};

void TestContentYaml::aCatalogueIsOneEdit()
{
    const auto content = read("format: 1\n"
                              "device_types:\n"
                              "  - slug: sn5600\n"
                              "    name: SN5600\n"
                              "    kind: switch\n"
                              "    height_units: 2\n"
                              "    power_w: 940\n"
                              "    ports: 128\n"
                              "    port_speed_gbps: 400\n"
                              "    origin: A-51\n"
                              "    power_origin: B4\n"
                              "assumptions:\n"
                              "  - key: pue\n"
                              "    group: Power\n"
                              "    label: PUE\n"
                              "    unit: \"1\"\n"
                              "    value: [1.1, 1.25, 1.35]\n"
                              "    origin: C-10\n");
    QVERIFY2(content, content ? "" : content.error().detail.c_str());
    QCOMPARE(content->size(), std::size_t{1});
    const auto& edit = std::get<AddCatalogue>(std::get<Edit>(content->front().edit));
    QCOMPARE(edit.deviceTypes.size(), std::size_t{1});
    const DeviceType& type = edit.deviceTypes[0].type;
    QVERIFY(type.kind == DeviceKind::Switch);
    QVERIFY(type.power == 940.0 * watt);
    QVERIFY(!type.mass);
    QVERIFY(type.portSpeed == 400.0 * gigabitPerSecond);
    QCOMPARE(edit.assumptions.size(), std::size_t{1});
    QVERIFY((edit.assumptions[0].value == Range<double>{1.1, 1.25, 1.35}));
}

void TestContentYaml::aQuotedNumberIsText()
{
    const auto content = read("format: 1\n"
                              "peers:\n"
                              "  - { name: A, owner: B, accelerators: C, count: 5, date: \"2024\", "
                              "power_mw: 1.5, origin: assumed }\n");
    QVERIFY2(content, content ? "" : content.error().detail.c_str());
    const auto& edit = std::get<AddCatalogue>(std::get<Edit>(content->front().edit));
    QCOMPARE(edit.peers[0].peer.date, std::string{"2024"});
    QVERIFY(edit.peers[0].peer.power == 1.5 * megawatt);
    QVERIFY(!edit.peers[0].peer.cost);
}

void TestContentYaml::aSiteIsItsEditsInOrder()
{
    const auto content = read("format: 1\n"
                              "title: Test\n"
                              "edits:\n"
                              "  - set_site: { name: Here }\n"
                              "  - add_arrays: { hall: Hall 1, arrays: 2, rack_type: r, "
                              "server_type: s }\n");
    QVERIFY2(content, content ? "" : content.error().detail.c_str());
    QCOMPARE(content->size(), std::size_t{2});
    QCOMPARE(std::get<exchange::WrittenEdit>((*content)[0].edit).kind, std::string{"set_site"});
    QCOMPARE(std::get<exchange::WrittenEdit>((*content)[1].edit).kind, std::string{"add_arrays"});
    QCOMPARE((*content)[1].place, std::string{"content.yaml, line 5"});
}

void TestContentYaml::aScenarioIsOneEditOfDatedSteps()
{
    const auto content = read("format: 1\n"
                              "slug: grow\n"
                              "name: Grow\n"
                              "description: >\n"
                              "  More\n"
                              "  of it.\n"
                              "steps:\n"
                              "  - date: 2024-11-18\n"
                              "    title: Set racks\n"
                              "    add_racks: { hall: Hall 1, racks: 3, rack_type: r }\n");
    QVERIFY2(content, content ? "" : content.error().detail.c_str());
    const auto& edit = std::get<AddScenario>(std::get<Edit>(content->front().edit));
    QCOMPARE(edit.scenario.slug, std::string{"grow"});
    QCOMPARE(edit.scenario.description, std::string{"More of it."});
    QCOMPARE(edit.steps.size(), std::size_t{1});
    QCOMPARE(edit.steps[0].date, std::string{"2024-11-18"});
    QCOMPARE(edit.steps[0].title, std::string{"Set racks"});
    QCOMPARE(edit.steps[0].kind, std::string{"add_racks"});
}

void TestContentYaml::whatIsWrongIsNamedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::string>("subject");
    QTest::newRow("no format") << QByteArray{"sources: []\n"}
                               << std::string{"content.yaml, line 1: format"};
    QTest::newRow("unknown list") << QByteArray{"format: 1\nracks: []\n"}
                                  << std::string{"content.yaml, line 2: racks"};
    QTest::newRow("misspelt field")
        << QByteArray{"format: 1\nsources:\n  - key: A\n    fact: B\n    confidence: high\n"
                      "    colour: red\n"}
        << std::string{"content.yaml, line 3.colour"};
    QTest::newRow("missing field")
        << QByteArray{"format: 1\nsources:\n  - key: A\n    confidence: low\n"}
        << std::string{"content.yaml, line 3.fact"};
    QTest::newRow("unknown edit") << QByteArray{"format: 1\nedits:\n  - explode: {}\n"}
                                  << std::string{"content.yaml, line 3: kind explode"};
    QTest::newRow("step with two edits")
        << QByteArray{"format: 1\nslug: s\nname: n\ndescription: d\nsteps:\n"
                      "  - date: 2024-01-01\n    title: Both\n"
                      "    set_site: { name: A }\n    turn_racks: { racks: [B] }\n"}
        << std::string{"content.yaml, line 6: Both"};
    QTest::newRow("not YAML") << QByteArray{"format: 1\nsources: [\n"}
                              << std::string{"content.yaml, line 3"};
}

void TestContentYaml::whatIsWrongIsNamedWithItsLine()
{
    QFETCH(QByteArray, text);
    QFETCH(std::string, subject);
    const auto content = read(text.constData());
    QVERIFY(!content);
    QCOMPARE(content.error().code, ErrorCode::Invalid);
    QCOMPARE(content.error().subject, subject);
    QVERIFY(!content.error().detail.empty());
}

void TestContentYaml::aNewerFormatIsRefused()
{
    const auto content = read("format: 2\nsources: []\n");
    QVERIFY(!content);
    QCOMPARE(content.error().code, ErrorCode::FileTooNew);
}

void TestContentYaml::aMissingFileIsNotReadable()
{
    const auto content = exchange::readContent(folder_.filePath("none.yaml").toStdString());
    QVERIFY(!content);
    QCOMPARE(content.error().code, ErrorCode::FileNotReadable);
}

void TestContentYaml::anEditThatCannotBeDoneNamesItsPlace()
{
    const auto content = read("format: 1\n"
                              "edits:\n"
                              "  - add_racks: { hall: Hall 1, racks: 3, rack_type: r }\n");
    QVERIFY2(content, content ? "" : content.error().detail.c_str());
    const Result<Change> change = exchange::resolveContent({}, content->front());
    QVERIFY(!change);
    QCOMPARE(change.error().code, ErrorCode::NotFound);
    QVERIFY(change.error().subject.starts_with("content.yaml, line 3: "));
}

} // namespace rackwright

QTEST_APPLESS_MAIN(rackwright::TestContentYaml)
#include "tst_content_yaml.moc"

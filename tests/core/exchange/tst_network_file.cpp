#include "core/base/units.h"
#include "core/edit/build_fabric.h"
#include "core/exchange/network_file.h"
#include "tests/support/edits.h"
#include "tests/support/floor_of_arrays.h"
#include "tests/support/printing.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::test::edited;
using rackwright::test::refusal;

namespace {

// Two arrays of 64 servers with their GPU network: 16 leaves, 8 spines, 1,024 + 1,024 links.
Snapshot builtPlan()
{
    BuildFabric edit;
    edit.name = "GPU fabric";
    edit.switchType = "switch";
    edit.linkSpeed = 400.0 * gigabitPerSecond;
    return edited(test::floorOfArrays({.arraysPerHall = 2, .networkRacksPerHall = 4}), edit);
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

// What a network is, without ids and without the order of its cables.
struct Wire
{
    std::string a;
    int aPort = 0;
    std::string b;
    int bPort = 0;
    Medium medium = Medium::Dac;
    double centimetres = 0.0;

    friend auto operator<=>(const Wire&, const Wire&) = default;
};

std::vector<Wire> wiresOf(const Snapshot& plan)
{
    std::vector<Wire> wires;
    for (const Cable& cable : plan.cables) {
        wires.push_back({.a = plan.devices.at(cable.a).name,
                         .aPort = cable.aPort,
                         .b = plan.devices.at(cable.b).name,
                         .bPort = cable.bPort,
                         .medium = cable.medium,
                         .centimetres = std::round(*cable.length / metre * 100.0)});
    }
    std::ranges::sort(wires);
    return wires;
}

int count(const Snapshot& plan, Tier tier)
{
    return int(std::ranges::count(plan.devices, tier, &Device::tier));
}

} // namespace

class TestNetworkFile : public QObject
{
    Q_OBJECT

private slots:
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void buildsTheSameNetworkInAnEmptyPlan_data();
    void buildsTheSameNetworkInAnEmptyPlan();
    void writesEveryCableOnce();
    void netBoxFileHasItsColumns();
    void refusesNamesThatTwoHave();
    void neverLeavesHalfAFile();
    void readsWhatOthersWrite_data();
    void readsWhatOthersWrite();
    void countsPortsWithoutNumbers();
    void choosesOneOfSeveralNetworks();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void refusesFilesThatAreNoNetwork();

private:
    [[nodiscard]] QString path(const QString& name) const { return folder_.filePath(name); }
    std::string written(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
            qFatal("the folder for tests cannot be written");
        }
        return path(name).toStdString();
    }

    QTemporaryDir folder_;
};

void TestNetworkFile::comesBackAsItWas_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("GraphML") << "n.graphml";
    QTest::newRow("CSV") << "n.csv";
}

void TestNetworkFile::comesBackAsItWas()
{
    QFETCH(QString, name);
    const Snapshot plan = builtPlan();
    const std::string file = path(name).toStdString();
    QVERIFY(exchange::writeNetwork(plan, plan.fabrics[0], file));
    const auto edit = exchange::readNetwork(file);
    QVERIFY(edit);
    QCOMPARE(edit->name, std::string{"GPU fabric"});
    QVERIFY(edit->linkSpeed == 400.0 * gigabitPerSecond);

    const Snapshot again = edited(plan, *edit); // replaces the network of that name
    QCOMPARE(again.fabrics.size(), 1U);
    QCOMPARE(again.devices.size(), plan.devices.size());
    QVERIFY(wiresOf(again) == wiresOf(plan));
    QCOMPARE(again.fabrics[0].radix, plan.fabrics[0].radix);
    QCOMPARE(again.fabrics[0].tiers, plan.fabrics[0].tiers);
    QVERIFY(again.fabrics[0].kind == FabricKind::RailOptimised);
}

void TestNetworkFile::buildsTheSameNetworkInAnEmptyPlan_data()
{
    comesBackAsItWas_data();
}

void TestNetworkFile::buildsTheSameNetworkInAnEmptyPlan()
{
    QFETCH(QString, name);
    const Snapshot plan = builtPlan();
    const std::string file = path(name).toStdString();
    QVERIFY(exchange::writeNetwork(plan, plan.fabrics[0], file));
    const auto edit = exchange::readNetwork(file);
    QVERIFY(edit);
    const Snapshot fresh = edited(Snapshot{}, *edit);
    QCOMPARE(count(fresh, Tier::Leaf), 16);
    QCOMPARE(count(fresh, Tier::Spine), 8);
    QCOMPARE(count(fresh, Tier::None), 128);
    QCOMPARE(fresh.halls.size(), 1U);
    QVERIFY(wiresOf(fresh) == wiresOf(plan));
}

void TestNetworkFile::writesEveryCableOnce()
{
    const Snapshot plan = builtPlan();
    for (const char* name : {"n.csv", "n.netbox.csv"}) {
        QVERIFY(exchange::writeNetwork(plan, plan.fabrics[0], path(name).toStdString()));
        QCOMPARE(contentOf(path(name)).count('\n'), 1 + 2048);
    }
    QVERIFY(exchange::writeNetwork(plan, plan.fabrics[0], path("n.dot").toStdString()));
    const QByteArray dot = contentOf(path("n.dot"));
    QCOMPARE(dot.count(" -- "), 2048);
    QVERIFY(dot.startsWith("graph \"GPU fabric\" {\n"));
    QVERIFY(dot.endsWith("}\n"));
}

void TestNetworkFile::netBoxFileHasItsColumns()
{
    // As NetBox's bulk import of cables names them.
    const Snapshot plan = builtPlan();
    QVERIFY(exchange::writeNetwork(plan, plan.fabrics[0], path("n.netbox.csv").toStdString()));
    const QList<QByteArray> lines = contentOf(path("n.netbox.csv")).split('\n');
    QCOMPARE(
        lines[0],
        QByteArray("side_a_device,side_a_type,side_a_name,side_b_device,side_b_type,side_b_name,"
                   "type,status,label,length,length_unit"));
    QCOMPARE(lines[1].split(',').size(), lines[0].split(',').size());
    QVERIFY(lines[1].contains(",dcim.interface,nic0,"));
    QVERIFY(lines[1].contains(",connected,"));
}

void TestNetworkFile::refusesNamesThatTwoHave()
{
    Snapshot plan = builtPlan();
    Change change;
    Device second = plan.devices[1];
    second.name = plan.devices[0].name;
    change.devices.written.push_back(second);
    plan = applied(plan, change);
    const Status csv = exchange::writeNetwork(plan, plan.fabrics[0], path("two.csv").toStdString());
    QVERIFY(!csv);
    QCOMPARE(csv.error().code, ErrorCode::Invalid);
    QVERIFY(!QFile::exists(path("two.csv")));
    QVERIFY(exchange::writeNetwork(plan, plan.fabrics[0], path("two.graphml").toStdString()));
}

void TestNetworkFile::neverLeavesHalfAFile()
{
    const Snapshot plan = builtPlan();
    const auto nowhere =
        exchange::writeNetwork(plan, plan.fabrics[0], path("no/n.csv").toStdString());
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, ErrorCode::FolderMissing);
    QVERIFY(QDir(folder_.path()).mkdir("dir.csv")); // a folder cannot be replaced by a file
    QVERIFY(!exchange::writeNetwork(plan, plan.fabrics[0], path("dir.csv").toStdString()));
    QVERIFY(!QFile::exists(path("dir.csv.part")));
}

void TestNetworkFile::readsWhatOthersWrite_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");

    // Hosts below leaves below one spine, as different programs say it.
    QTest::newRow("roles") << "a.graphml" << QByteArray(R"(<?xml version="1.0"?><graphml>
<key id="d0" for="node" attr.name="role"/><graph edgedefault="undirected">
<node id="h1"><data key="d0">host</data></node><node id="h2"><data key="d0">host</data></node>
<node id="x"><data key="d0">ToR</data></node><node id="y"><data key="d0">Aggregation</data></node>
<edge source="h1" target="x"/><edge source="x" target="h2"/><edge source="y" target="x"/>
</graph></graphml>)");
    QTest::newRow("names only")
        << "a.csv" << QByteArray("source,target\nserver1,leaf1\nserver2,leaf1\nleaf1,spine1\n");
    QTest::newRow(
        "nothing but the cables") // ends of one cable are servers, the rest is told by distance
        << "a.csv" << QByteArray("a_device;b_device\r\np;q\r\nr;q\r\nt;v\r\nq;s\r\nv;s\r\n");
    QTest::newRow("NetBox")
        << "a.csv"
        << QByteArray(
               "side_a_device,side_a_type,side_a_name,side_b_device,side_b_type,side_b_name,type,"
               "length,length_unit\n"
               "host-1,dcim.interface,eth0,leaf-1,dcim.interface,Ethernet1/1,dac-passive,10,ft\n"
               "host-2,dcim.interface,eth0,leaf-1,dcim.interface,Ethernet1/2,dac-passive,10,ft\n"
               "leaf-1,dcim.interface,Ethernet1/32,spine-1,dcim.interface,Ethernet1/1,mmf-om4,,\n");
    QTest::newRow("quotes") << "a.csv"
                            << QByteArray("\"a_device\",\"b_device\",\"a_tier\",\"b_tier\"\n"
                                          "\"one, \"\"the first\"\"\",x,0,1\n\"two\nlines\",x,0,1\n"
                                          "x,y,1,2\n");
}

void TestNetworkFile::readsWhatOthersWrite()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    auto edit = exchange::readNetwork(written(name, bytes));
    if (QLatin1String(QTest::currentDataTag()) == u"quotes") { // a name of two lines is refused
        QVERIFY(!edit);
        edit = exchange::readNetwork(written(name, bytes.replace("two\nlines", "two")));
    }
    QVERIFY2(edit, edit ? "" : edit.error().detail.c_str());
    ImportNetwork network = *edit;
    network.linkSpeed = 100.0 * gigabitPerSecond;
    const Snapshot plan = edited(Snapshot{}, network);
    QVERIFY(count(plan, Tier::None) >= 2);
    QVERIFY(count(plan, Tier::Leaf) >= 1);
    QCOMPARE(count(plan, Tier::Spine), 1);
    QVERIFY(std::ranges::all_of(plan.cables, [&](const Cable& cable) {
        return int(plan.devices.at(cable.b).tier) == int(plan.devices.at(cable.a).tier) + 1;
    }));
}

void TestNetworkFile::countsPortsWithoutNumbers()
{
    // Ethernet1/1 and Ethernet2/1 end alike, so the ports are counted: 0, 1. One without a name gets 2.
    const auto edit = exchange::readNetwork(written(
        "p.csv",
        "a_device,b_device,b_port\nhost1,leaf,Ethernet1/1\nhost2,leaf,Ethernet2/1\nhost3,leaf,\n"));
    QVERIFY(edit);
    QCOMPARE(int(edit->links[0].bPort), 0);
    QCOMPARE(int(edit->links[1].bPort), 1);
    QCOMPARE(int(edit->links[2].bPort), 2);
}

void TestNetworkFile::choosesOneOfSeveralNetworks()
{
    const std::string file =
        written("two.csv",
                "network,a_device,b_device\nred,host1,leaf1\nblue,host1,leaf2\nblue,host2,leaf2\n");
    const auto any = exchange::readNetwork(file);
    QVERIFY(!any);
    QVERIFY(QString::fromStdString(any.error().detail).contains("blue, red"));
    const auto blue = exchange::readNetwork(file, "blue");
    QVERIFY(blue);
    QCOMPARE(blue->links.size(), 2U);
    QCOMPARE(blue->nodes.size(), 3U); // leaf1 is none of its devices
    QVERIFY(!exchange::readNetwork(file, "green"));
}

void TestNetworkFile::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("subject");

    const auto graph = [](const char* body) {
        return QByteArray("<graphml><key id=\"t\" for=\"node\" attr.name=\"tier\"/>\n<graph>\n") +
               body + "\n</graph></graphml>";
    };
    const auto csv = [](const char* body) {
        return QByteArray("a_device,a_port,b_device\n") + body;
    };
    const char* two = "<node id=\"a\"/><node id=\"b\"/>";

    QTest::newRow("cut off") << "w.graphml" << QByteArray("<graphml>\n<graph>\n<node id=")
                             << "w.graphml, line 3: XML";
    QTest::newRow("wrong tags") << "w.graphml" << QByteArray("<graphml><graph></graphml></graph>")
                                << "w.graphml, line 1: XML";
    QTest::newRow("no XML") << "w.graphml" << QByteArray("PK\x03\x04 something")
                            << "w.graphml, line 1: XML";
    QTest::newRow("another XML") << "w.graphml" << QByteArray("<svg/>") << "w.graphml";
    QTest::newRow("empty file") << "w.graphml" << QByteArray() << "w.graphml, line 1: XML";
    QTest::newRow("two graphs") << "w.graphml" << QByteArray("<graphml><graph/><graph/></graphml>")
                                << "w.graphml";
    QTest::newRow("no cables") << "w.graphml" << graph(two) << "w.graphml";
    QTest::newRow("unknown node") << "w.graphml"
                                  << graph("<node id=\"a\"/>\n<edge source=\"a\" target=\"z\"/>")
                                  << "w.graphml, line 4: edge";
    QTest::newRow("node twice") << "w.graphml" << graph("<node id=\"a\"/><node id=\"a\"/>")
                                << "w.graphml, line 3: node";
    QTest::newRow("node without id")
        << "w.graphml" << graph("<node/>") << "w.graphml, line 3: node";
    QTest::newRow("nested graph") << "w.graphml" << graph("<node id=\"a\"><graph/></node>")
                                  << "w.graphml, line 3: node";
    QTest::newRow("itself") << "w.graphml"
                            << graph("<node id=\"a\"/><edge source=\"a\" target=\"a\"/>")
                            << "w.graphml, line 3: cable";
    QTest::newRow("not a tier")
        << "w.graphml"
        << graph("<node id=\"a\"><data key=\"t\">9</data></node><node id=\"b\"/>"
                 "<edge source=\"a\" target=\"b\"/>")
        << "w.graphml, line 3: tier";
    QTest::newRow("not text") << "w.graphml" << QByteArray("<graphml>\n\xff\xfe</graphml>")
                              << "w.graphml, line 2: text";
    QTest::newRow("zeros") << "w.csv" << QByteArray(5, '\0') << "w.csv, line 1: text";
    QTest::newRow("nothing") << "w.csv" << QByteArray() << "w.csv";
    QTest::newRow("no headings") << "w.csv" << QByteArray("1,2\n3,4\n")
                                 << "w.csv, line 1: headings";
    QTest::newRow("headings only") << "w.csv" << csv("") << "w.csv";
    QTest::newRow("field too many")
        << "w.csv" << csv("a,1,b\na,2,b,3\n") << "w.csv, line 3: columns";
    QTest::newRow("no end") << "w.csv" << csv("a,1,\n") << "w.csv, line 2: device";
    QTest::newRow("port twice") << "w.csv" << csv("a,1,b\na,1,b\n") << "w.csv, line 3: port";
    QTest::newRow("open quote") << "w.csv" << csv("\"a,1,b\n") << "w.csv, line 2: text";
    QTest::newRow("changes its tier")
        << "w.csv" << QByteArray("a_device,b_device,b_tier\na,x,1\nb,x,2\n")
        << "w.csv, line 3: tier";
    QTest::newRow("not a length") << "w.csv" << QByteArray("a_device,b_device,length_m\na,b,long\n")
                                  << "w.csv, line 2: length_m";
    QTest::newRow("below nothing") << "w.csv" << QByteArray("a_device,b_device,length_m\na,b,-3\n")
                                   << "w.csv, line 2: length_m";
    QTest::newRow("two speeds") << "w.csv"
                                << QByteArray("a_device,b_device,speed_gbps\na,b,100\nc,b,400\n")
                                << "w.csv, line 3: speed_gbps";
    QTest::newRow("endless speed")
        << "w.csv" << QByteArray("a_device,b_device,speed_gbps\na,b,inf\n")
        << "w.csv, line 2: speed_gbps";
    QTest::newRow("name too long") << "w.csv" << csv("") + QByteArray(500, 'a') + ",1,b\n"
                                   << "w.csv, line 2: name";
    QTest::newRow("another format") << "w.dot" << QByteArray("graph {}") << "w.dot";
}

void TestNetworkFile::saysWhatIsWrong()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, subject);
    const auto edit = exchange::readNetwork(written(name, bytes));
    QVERIFY(!edit);
    QCOMPARE(edit.error().code, ErrorCode::Invalid);
    QCOMPARE(QString::fromStdString(edit.error().subject), subject);
    QVERIFY(!edit.error().detail.empty());
}

void TestNetworkFile::refusesFilesThatAreNoNetwork()
{
    QCOMPARE(exchange::readNetwork(path("nowhere.csv").toStdString()).error().code,
             ErrorCode::FileNotFound);
    QVERIFY(QDir(folder_.path()).mkdir("folder.csv"));
    QCOMPARE(exchange::readNetwork(path("folder.csv").toStdString()).error().code,
             ErrorCode::FileNotReadable);
    QFile huge(path("huge.graphml")); // of holes: takes no room on the disk
    QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(qint64{1} << 30));
    QCOMPARE(exchange::readNetwork(path("huge.graphml").toStdString()).error().code,
             ErrorCode::Invalid);
    // A million elements within each other, and an entity that would grow without end: no crash, no growth.
    QByteArray deep("<graphml><graph>");
    for (int i = 0; i < 1'000'000; ++i) {
        deep += "<n>";
    }
    QVERIFY(!exchange::readNetwork(written("deep.graphml", deep)));
    QVERIFY(
        !exchange::readNetwork(written("laugh.graphml",
                                       "<!DOCTYPE l [<!ENTITY a \"aa\"><!ENTITY b "
                                       "\"&a;&a;&b;\">]><graphml><graph>&b;</graph></graphml>")));
}

QTEST_APPLESS_MAIN(TestNetworkFile)
#include "tst_network_file.moc"

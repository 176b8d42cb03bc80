#include "tests/support/wired_plan.h"
#include "ui/fabric/fabric_file.h"
#include "ui/fabric/fabric_findings.h"

#include <QGuiApplication>
#include <QLocale>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace rackwright;
using namespace rackwright::ui;

namespace {

// Four servers with a cable to each of two leaves, each leaf with two cables to each of two spines. Devices:
// servers 1 to 4, leaves 5 and 6, spines 7 and 8.
Snapshot smallClos()
{
    const std::vector<Tier> tiers{Tier::None,
                                  Tier::None,
                                  Tier::None,
                                  Tier::None,
                                  Tier::Leaf,
                                  Tier::Leaf,
                                  Tier::Spine,
                                  Tier::Spine};
    std::vector<test::TestLink> links;
    for (int server = 0; server < 4; ++server) {
        links.push_back({server, 4});
        links.push_back({server, 5});
    }
    for (const int leaf : {4, 5}) {
        for (const int spine : {6, 6, 7, 7}) {
            links.push_back({leaf, spine});
        }
    }
    return test::wiredPlan(tiers, links);
}

// The k-ary fat tree of Al-Fares, Loukissas, Vahdat (SIGCOMM 2008) with k = 4: four pods of two leaves and two
// spines, four cores, 16 servers.
Snapshot fatTree()
{
    network::FabricRequest request;
    request.shape = network::FabricShape::FatTree;
    request.servers = 16;
    request.nicsPerServer = 1;
    request.radix = 4;
    request.tiers = 3;
    return test::wiredPlan(request);
}

FabricModel modelOf(const Snapshot& plan)
{
    return fabricModel(plan, FabricId{1});
}

FabricLayout layoutOf(const FabricModel& model, const FabricArrangement& arrangement = {})
{
    return fabricLayout(model.parts, model.graph, arrangement, {.view = QSizeF(1200.0, 600.0)});
}

const FabricBox* boxOf(const FabricModel& model, const FabricLayout& layout, const char* key)
{
    const auto found = std::ranges::find_if(
        layout.boxes, [&](const FabricBox& box) { return model.parts.keyOf(box.part) == key; });
    return found == layout.boxes.end() ? nullptr : &*found;
}

network::Failures withDown(DeviceId device)
{
    network::Failures failures;
    failures.devices = {device};
    return failures;
}

int cablesOf(const FabricLayout& layout)
{
    return std::accumulate(layout.links.begin(),
                           layout.links.end(),
                           0,
                           [](int sum, const FabricLink& link) { return sum + link.cables; });
}

// Counts pairs of boxes that cover each other.
int overlaps(const FabricLayout& layout)
{
    int count = 0;
    for (std::size_t a = 0; a < layout.boxes.size(); ++a) {
        for (std::size_t b = a + 1; b < layout.boxes.size(); ++b) {
            count += layout.boxes[a].area.intersects(layout.boxes[b].area) ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class TestFabricLayout : public QObject
{
    Q_OBJECT

private slots:
    void smallNetworkIsDrawnWhole();
    void tiersAreLayersWithServersAtTheBottom();
    void switchesStandInTheOrderOfThePlan();
    void foldedPartIsOneBoxWithAllItsCables();
    void podsOfAFatTreeAreFound();
    void fourThousandSwitchesAreFoldedIntoFewBoxes();
    void boxesDoNotOverlap();
    void linksRunAlongTheAxesAndEndAtBoxes();
    void peersAreJoinedOverTheirHeads();
    void movedPartIsMovedByThatMuchAndNothingElse();
    void samePlanIsDrawnTheSame();
    void railOfALeafColoursItsCables();
    void failedSpineIsCountedInBoxesAndLinks();
    void failureIsSaidWithWhatIsLeft();
    void allToAllIsSaidWithItsBusiestLink();
    void filesAreOfTheKindTheirNameSays();
    void planWithoutNetworkHasNothingToDraw();
};

void TestFabricLayout::smallNetworkIsDrawnWhole()
{
    const FabricModel model = modelOf(smallClos());
    const FabricLayout layout = layoutOf(model);
    QCOMPARE(layout.boxes.size(), std::size_t{8});  // 4 servers, 2 leaves, 2 spines
    QCOMPARE(layout.links.size(), std::size_t{12}); // 4 x 2 below, 2 x 2 above
    QCOMPARE(cablesOf(layout), 16);                 // 4 x 2 below, 2 x 2 x 2 above
}

void TestFabricLayout::tiersAreLayersWithServersAtTheBottom()
{
    const FabricLayout layout = layoutOf(modelOf(smallClos()));
    QCOMPARE(layout.layers.size(), std::size_t{3});
    for (std::size_t i = 0; i < layout.layers.size(); ++i) {
        QCOMPARE(layout.layers[i].tier, static_cast<int>(i));
        QVERIFY(i == 0 || layout.layers[i].bottom < layout.layers[i - 1].top);
    }
    for (const FabricBox& box : layout.boxes) {
        QCOMPARE(box.area.top(), layout.layers[static_cast<std::size_t>(box.tier)].top);
        QCOMPARE(box.area.bottom(), layout.layers[static_cast<std::size_t>(box.tier)].bottom);
    }
}

void TestFabricLayout::switchesStandInTheOrderOfThePlan()
{
    const FabricModel model = modelOf(smallClos());
    const FabricLayout layout = layoutOf(model);
    const auto x = [&](const char* key) { return boxOf(model, layout, key)->area.center().x(); };
    QVERIFY(x("tier0/device1") < x("tier0/device2"));
    QVERIFY(x("tier0/device2") < x("tier0/device3"));
    QVERIFY(x("tier1/device5") < x("tier1/device6"));
    QVERIFY(x("tier2/device7") < x("tier2/device8"));
}

void TestFabricLayout::foldedPartIsOneBoxWithAllItsCables()
{
    const FabricModel model = modelOf(smallClos());
    FabricArrangement arrangement;
    arrangement.unfolded["tier0"] = false;
    FabricLayout layout = layoutOf(model, arrangement);
    QCOMPARE(layout.boxes.size(), std::size_t{5}); // one for the servers
    const FabricBox* servers = boxOf(model, layout, "tier0");
    QVERIFY(servers != nullptr);
    QCOMPARE(servers->nodes, 4);
    QCOMPARE(layout.links.size(), std::size_t{6}); // to two leaves, and 2 x 2 above
    QCOMPARE(cablesOf(layout), 16);
    arrangement.unfolded["tier1"] = false;
    arrangement.unfolded["tier2"] = false;
    layout = layoutOf(model, arrangement);
    QCOMPARE(layout.boxes.size(), std::size_t{3});
    QCOMPARE(layout.links.size(), std::size_t{2});
    QCOMPARE(layout.links[0].cables, 8);
    QCOMPARE(layout.links[1].cables, 8);
}

void TestFabricLayout::podsOfAFatTreeAreFound()
{
    const FabricModel model = modelOf(fatTree());
    int pods = 0;
    for (const Part& part : model.parts.parts()) {
        if (part.kind == PartKind::Pod) {
            QCOMPARE(part.id, ++pods);
            QCOMPARE(part.size(), std::size_t{8}); // 2 leaves, 2 spines, 4 servers
            QCOMPARE(part.lowestTier, 0);
            QCOMPARE(part.highestTier, 2);
        }
    }
    QCOMPARE(pods, 4);
    FabricArrangement folded;
    for (int pod = 1; pod <= 4; ++pod) {
        folded.unfolded["pod" + std::to_string(pod)] = false;
    }
    folded.unfolded["tier3"] = false;
    const FabricLayout layout = layoutOf(model, folded);
    QCOMPARE(layout.boxes.size(), std::size_t{13}); // a box a tier and pod, one of the cores
    QCOMPARE(layout.frames.size(), std::size_t{4});
    for (const FabricLink& link : layout.links) {
        QCOMPARE(link.cables, 4); // of a pod: between each two of its tiers, and to the cores
    }
}

// 100,000 GPUs at radix 128: 12,500 servers x 8 rails / 64 = 1,568 leaves in pods of 64, as many spines, half
// as many cores.
void TestFabricLayout::fourThousandSwitchesAreFoldedIntoFewBoxes()
{
    network::FabricRequest request;
    request.servers = 12'500;
    request.radix = 128;
    const FabricModel model = modelOf(test::wiredPlan(request));
    QVERIFY(model.graph.nodes().size() > 12'500 + 3'900);
    const FabricLayout layout = layoutOf(model);
    QCOMPARE(layout.boxes.size(), std::size_t{76}); // three of each of 25 pods, and the cores
    QCOMPARE(overlaps(layout), 0);
    QVERIFY(layout.segments.size() <= 100);
    const auto pod = std::ranges::find(model.parts.parts(), PartKind::Pod, &Part::kind);
    FabricArrangement arrangement;
    arrangement.unfolded["pod1/tier2"] = true;
    const FabricLayout unfolded = layoutOf(model, arrangement);
    QCOMPARE(pod->id, 1);
    QCOMPARE(unfolded.boxes.size(), std::size_t{76 - 1 + 64}); // the spines of the pod
    QCOMPARE(overlaps(unfolded), 0);
}

void TestFabricLayout::boxesDoNotOverlap()
{
    for (const Snapshot& plan : {smallClos(), fatTree()}) {
        const FabricLayout layout = layoutOf(modelOf(plan));
        QCOMPARE(overlaps(layout), 0);
        for (const FabricBox& box : layout.boxes) {
            QVERIFY(layout.area.contains(box.area));
        }
    }
}

void TestFabricLayout::linksRunAlongTheAxesAndEndAtBoxes()
{
    const FabricModel model = modelOf(fatTree());
    const FabricLayout layout = layoutOf(model);
    std::vector<char> drawn(layout.links.size(), 0);
    for (const FabricSegment& segment : layout.segments) {
        QVERIFY(segment.line.dx() == 0.0 || segment.line.dy() == 0.0);
        QVERIFY(segment.firstLink <= segment.lastLink);
        for (const FabricBox& box : layout.boxes) {
            const QRectF inside = box.area.adjusted(1.0, 1.0, -1.0, -1.0);
            const QRectF line = QRectF(segment.line.p1(), segment.line.p2()).normalized();
            QVERIFY2(!inside.intersects(line.adjusted(-0.1, -0.1, 0.1, 0.1)),
                     "no link passes through a box");
        }
        for (int link = segment.firstLink; link <= segment.lastLink; ++link) {
            drawn[static_cast<std::size_t>(link)] = 1;
        }
    }
    QVERIFY(std::ranges::all_of(drawn, [](char each) { return each != 0; }));
}

// Two more cables from leaf to leaf, as of an MLAG pair.
void TestFabricLayout::peersAreJoinedOverTheirHeads()
{
    const FabricModel apart = modelOf(smallClos());
    Snapshot plan = smallClos();
    for (const int id : {101, 102}) {
        Cable cable{.id = CableId{id}, .fabric = FabricId{1}, .a = DeviceId{5}, .b = DeviceId{6}};
        plan.cables = plan.cables.with({.written = {cable}});
    }
    const FabricModel paired = modelOf(plan);
    const FabricLayout before = layoutOf(apart);
    const FabricLayout after = layoutOf(paired);
    QCOMPARE(cablesOf(after), cablesOf(before) + 2);
    const auto link = std::ranges::find_if(after.links, [&](const FabricLink& each) {
        return after.boxes[std::size_t(each.lower)].tier ==
               after.boxes[std::size_t(each.upper)].tier;
    });
    QVERIFY(link != after.links.end());
    QCOMPARE(link->cables, 2);
    const auto number = static_cast<int>(link - after.links.begin());
    const double top = after.boxes[std::size_t(link->lower)].area.top();
    bool isDrawn = false;
    for (const FabricSegment& segment : after.segments) {
        if (segment.firstLink <= number && number <= segment.lastLink) {
            isDrawn = true;
            QVERIFY(segment.line.y1() <= top && segment.line.y2() <= top);
        }
    }
    QVERIFY(isDrawn);
    QCOMPARE(std::ranges::count(after.linkOfBundle, number), 0); // no analysis counts it
}

void TestFabricLayout::movedPartIsMovedByThatMuchAndNothingElse()
{
    const FabricModel model = modelOf(smallClos());
    const FabricLayout before = layoutOf(model);
    FabricArrangement arrangement;
    arrangement.moved["tier1/device6"] = 120.0;
    const FabricLayout after = layoutOf(model, arrangement);
    for (std::size_t i = 0; i < before.boxes.size(); ++i) {
        const bool moved = model.parts.keyOf(before.boxes[i].part) == "tier1/device6";
        QCOMPARE(after.boxes[i].area.left() - before.boxes[i].area.left(), moved ? 120.0 : 0.0);
    }
}

void TestFabricLayout::samePlanIsDrawnTheSame()
{
    const FabricLayout once = layoutOf(modelOf(fatTree()));
    const FabricLayout again = layoutOf(modelOf(fatTree()));
    QCOMPARE(once.boxes.size(), again.boxes.size());
    for (std::size_t i = 0; i < once.boxes.size(); ++i) {
        QCOMPARE(once.boxes[i].area, again.boxes[i].area);
    }
}

void TestFabricLayout::railOfALeafColoursItsCables()
{
    network::FabricRequest request;
    request.servers = 4;
    request.nicsPerServer = 2;
    request.radix = 8;
    const FabricModel model = modelOf(test::wiredPlan(request));
    const FabricLayout layout = layoutOf(model);
    int ofRail[2] = {0, 0};
    for (const FabricLink& link : layout.links) {
        const FabricBox& lower = layout.boxes[static_cast<std::size_t>(link.lower)];
        if (lower.tier == 0) {
            QVERIFY(link.rail == 0 || link.rail == 1);
            ofRail[link.rail] += link.cables;
        }
    }
    QCOMPARE(ofRail[0], 4); // one NIC of each server
    QCOMPARE(ofRail[1], 4);
}

void TestFabricLayout::failedSpineIsCountedInBoxesAndLinks()
{
    const FabricModel model = modelOf(smallClos());
    const FabricLayout layout = layoutOf(model);
    const FabricFindings findings = findingsOf(model, withDown(DeviceId{7}), Traffic::None);
    const FabricStates states = statesOf(layout, model.graph, findings);
    for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
        const std::string key = model.parts.keyOf(layout.boxes[i].part);
        QCOMPARE(states.boxes[i].down, key == "tier2/device7" ? 1 : 0);
        // Leaves and servers keep one of two spines: half.
        const bool below = layout.boxes[i].tier < 2;
        QCOMPARE(states.boxes[i].hampered, below ? 1 : 0);
        QCOMPARE(states.boxes[i].worst, below ? 0.5 : 1.0);
    }
    int lost = 0;
    for (const LinkState& link : states.links) {
        lost += link.lost;
    }
    QCOMPARE(lost, 4); // two cables of each leaf
}

void TestFabricLayout::failureIsSaidWithWhatIsLeft()
{
    const FabricModel model = modelOf(smallClos());
    const network::Failures failures = withDown(DeviceId{7});
    const QString text = failureText(model, failures, findingsOf(model, failures, Traffic::None));
    QVERIFY2(text.startsWith(QLatin1String("D6 is down: 50 % of the bisection is left")),
             qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("4 servers with 50 % of their bandwidth")),
             qPrintable(text));
    QVERIFY(failureText(model, {}, findingsOf(model, {}, Traffic::None)).isEmpty());
}

// Each server has both leaves, so a NIC of one leaf sends to those of the other leaf: no rails. Of the traffic
// of a leaf's 4 NICs towards the 3 other servers half goes to the other leaf: 2 over its 4 uplinks, half full.
void TestFabricLayout::allToAllIsSaidWithItsBusiestLink()
{
    const FabricModel model = modelOf(smallClos());
    const FabricFindings findings = findingsOf(model, {}, Traffic::AllToAll);
    QCOMPARE(findings.busiest, 0.5);
    const QString text = loadText(findings, Traffic::AllToAll);
    QVERIFY2(text.contains(QLatin1String("50 % full")), qPrintable(text));
}

void TestFabricLayout::filesAreOfTheKindTheirNameSays()
{
    const Snapshot plan = smallClos();
    const QSize size(640, 400);
    const auto start = [&](const char* name) {
        const auto file = fabricFile(plan, FabricId{1}, QLatin1String(name), size);
        return file ? file->left(5) : QByteArray();
    };
    QCOMPARE(start("n.svg"), QByteArray("<?xml"));
    QCOMPARE(start("n.pdf"), QByteArray("%PDF-"));
    QCOMPARE(start("n.PNG"), QByteArray("\x89PNG\r"));
    const auto svg = fabricFile(plan, FabricId{1}, QStringLiteral("n.svg"), size);
    QVERIFY(svg->contains("Network"));
    const auto refused = fabricFile(plan, FabricId{1}, QStringLiteral("n.gif"), size);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::Invalid);
}

void TestFabricLayout::planWithoutNetworkHasNothingToDraw()
{
    QVERIFY(firstFabric(Snapshot{}).isNone());
    const FabricModel model = fabricModel(Snapshot{}, FabricId{});
    QVERIFY(layoutOf(model).boxes.empty());
    QVERIFY(!fabricFile(Snapshot{}, FabricId{}, QStringLiteral("n.svg"), QSize(100, 100)));
}

int main(int argc, char** argv)
{
    const QGuiApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    TestFabricLayout test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_fabric_layout.moc"

#include "core/cabling/pull_list.h"
#include "tests/support/tray_floor.h"

#include <QTest>

using namespace rackwright;
using rackwright::cabling::Label;
using rackwright::cabling::PullList;
using rackwright::test::trayFloor;
using rackwright::test::withCatalogue;
using rackwright::test::withLinks;

namespace {

QString text(std::string_view of)
{
    return QString::fromUtf8(of.data(), static_cast<qsizetype>(of.size()));
}

} // namespace

class TestPullList : public QObject
{
    Q_OBJECT

private slots:
    void lineSaysWhatToPullAndWhere();
    void lineSaysWhyThereIsNoLength();
    void everyLineHasTheColumnsOfTheHeader();
    void labelsAreForBothEnds();
    void cablesAreFoundByTheNamesOfTheirEnds();
};

// The product's name holds a comma.
void TestPullList::lineSaysWhatToPullAndWhere()
{
    const Snapshot plan = withLinks(withCatalogue(trayFloor()), {{1, 3, 1, 25.004}});
    PullList list(plan);
    QCOMPARE(text(list.line(plan.cables[0])),
             QStringLiteral("C000001,Net,multimode fibre,\"Multimode, OM4\",30.00,25.01,"
                            ",K1,23,D1,0,,K3,23,D3,8,T1 > T3 > T2,"));
}

void TestPullList::lineSaysWhyThereIsNoLength()
{
    const Snapshot plan = withLinks(withCatalogue(trayFloor()), {{1, 5, 1, std::nullopt}});
    PullList list(plan);
    QVERIFY(text(list.line(plan.cables[0]))
                .endsWith(QStringLiteral(",,,,K1,23,D1,0,,K5,23,D5,8,,"
                                         "no tray within 1.5 m of rack K5")));
}

void TestPullList::everyLineHasTheColumnsOfTheHeader()
{
    Snapshot plan = withLinks(withCatalogue(trayFloor()), {{1, 2, 2, 4.0}, {3, 3, 1, 1.0}});
    CableType type = plan.cableTypes[0];
    type.name = "OM4";
    plan.cableTypes = plan.cableTypes.with({.written = {type}});
    PullList list(plan);
    for (const Cable& cable : plan.cables) {
        QCOMPARE(text(list.line(cable)).count(u','), text(PullList::header()).count(u','));
        for (const Label& label : list.labels(cable)) {
            QCOMPARE(text(PullList::line(label)).count(u','),
                     text(PullList::labelHeader()).count(u','));
        }
    }
}

void TestPullList::labelsAreForBothEnds()
{
    const Snapshot plan = withLinks(withCatalogue(trayFloor()), {{1, 3, 1, 25.0}});
    const auto [a, b] = PullList(plan).labels(plan.cables[0]);
    QCOMPARE(
        text(PullList::line(a)),
        QStringLiteral("C000001,A,K1 U23 D1 port 0,K3 U23 D3 port 8,\"Multimode, OM4\",30.00"));
    QCOMPARE(
        text(PullList::line(b)),
        QStringLiteral("C000001,B,K3 U23 D3 port 8,K1 U23 D1 port 0,\"Multimode, OM4\",30.00"));
}

void TestPullList::cablesAreFoundByTheNamesOfTheirEnds()
{
    const Snapshot plan = withLinks(withCatalogue(trayFloor()), {{1, 3, 2, 25.0}, {2, 3, 1, 9.0}});
    const auto count = [&](const char* name) {
        const auto cables = cabling::cablesOf(plan, name);
        return cables ? static_cast<int>(cables->size()) : -1;
    };
    QCOMPARE(count("Net"), 3);
    QCOMPARE(count("K1"), 2); // a rack
    QCOMPARE(count("D3"), 3); // a device
    QCOMPARE(count("K5"), 0);
    QCOMPARE(count("K9"), -1);
}

QTEST_APPLESS_MAIN(TestPullList)
#include "tst_pull_list.moc"

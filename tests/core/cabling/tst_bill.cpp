#include "core/cabling/bill.h"
#include "tests/support/nearly.h"
#include "tests/support/tray_floor.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::cabling::billOfMaterials;
using rackwright::test::trayFloor;
using rackwright::test::withCatalogue;
using rackwright::test::withLinks;

namespace {

bool near(double a, double b)
{
    return test::nearly(a * metre, b * metre);
}

} // namespace

class TestBill : public QObject
{
    Q_OBJECT

private slots:
    void cablesAreBoughtInSoldLengths();
    void sparesAreWholePieces();
    void totalsAddUp();
    void unknownLengthsMakeTotalsMoreThan();
    void whatNothingReachesHasNoPrice();
    void planWithoutACatalogueIsPricedByThePiece();
    void planWithoutCablesCostsNothing();
};

// 15 of 4 m and 5 of 10 m are sold in 10 m, 4 of 10.5 m in 30 m.
void TestBill::cablesAreBoughtInSoldLengths()
{
    const auto bill = billOfMaterials(
        withLinks(withCatalogue(trayFloor()), {{1, 2, 15, 4.0}, {1, 3, 5, 10.0}, {2, 3, 4, 10.5}}));
    QCOMPARE(bill.cables.size(), std::size_t{2});
    QVERIFY(bill.cables[0].sold == std::optional{10.0 * metre});
    QCOMPARE(bill.cables[0].inUse, 20.0);
    QVERIFY(near(bill.cables[0].price.value.likely, 120.0)); // 100 + 10 x 2
    QVERIFY(bill.cables[1].sold == std::optional{30.0 * metre});
    QCOMPARE(bill.cables[1].inUse, 4.0);
    QVERIFY(near(bill.cables[1].price.value.likely, 160.0));
}

// A tenth of 20 are 2, of 4 one, of the 48 transceivers 5.
void TestBill::sparesAreWholePieces()
{
    const auto bill =
        billOfMaterials(withLinks(withCatalogue(trayFloor()), {{1, 2, 20, 4.0}, {2, 3, 4, 10.5}}));
    QCOMPARE(bill.cables[0].spares, 2.0);
    QCOMPARE(bill.cables[1].spares, 1.0);
    QCOMPARE(bill.transceivers.size(), std::size_t{1});
    QCOMPARE(bill.transceivers[0].inUse, 48.0);
    QCOMPARE(bill.transceivers[0].spares, 5.0);
}

// 22 x 120 + 5 x 160 + 53 x 500 = 29,940. 20 x 4 + 4 x 10.5 = 122 m. 20 x 10 + 4 x 30 = 320 m of 0.1 kg.
// 24 links x 2 ends x 8 W.
void TestBill::totalsAddUp()
{
    const auto bill =
        billOfMaterials(withLinks(withCatalogue(trayFloor()), {{1, 2, 20, 4.0}, {2, 3, 4, 10.5}}));
    QVERIFY(near(bill.cost.value.likely, 29'940.0));
    QVERIFY(bill.cost.value.isExact());
    QVERIFY(near(bill.length.value.likely, 122.0));
    QVERIFY(near(bill.mass.value.likely, 32.0));
    QVERIFY(near(bill.power.value.likely, 384.0));
    QCOMPARE(bill.cost.unknownParts + bill.length.unknownParts + bill.mass.unknownParts, 0);
}

// The three without a length: their transceivers are bought all the same.
void TestBill::unknownLengthsMakeTotalsMoreThan()
{
    const auto bill = billOfMaterials(
        withLinks(withCatalogue(trayFloor()), {{1, 2, 20, 4.0}, {1, 4, 3, std::nullopt}}));
    QCOMPARE(bill.cables.size(), std::size_t{2});
    QVERIFY(!bill.cables[1].sold);
    QVERIFY(isUnknown(bill.cables[1].price));
    QVERIFY(near(bill.cost.value.likely, 22.0 * 120.0 + 51.0 * 500.0)); // 46 and 5 spares
    QVERIFY(bill.cost.unknownParts > 0);
    QVERIFY(near(bill.length.value.likely, 80.0));
    QCOMPARE(bill.length.unknownParts, 3);
    QVERIFY(bill.mass.unknownParts > 0);
}

void TestBill::whatNothingReachesHasNoPrice()
{
    const auto bill = billOfMaterials(withLinks(withCatalogue(trayFloor()), {{1, 2, 2, 30.5}}));
    QVERIFY(!bill.cables[0].sold);
    QVERIFY(isUnknown(bill.cables[0].price));
    QCOMPARE(bill.length.unknownParts, 0);
}

void TestBill::planWithoutACatalogueIsPricedByThePiece()
{
    Snapshot plan = withLinks(trayFloor(), {{1, 2, 3, 4.0}});
    plan.assumptions = Table<Assumption>{{test::exactly(1, "price.cable-fibre", 100.0, "USD"),
                                          test::exactly(2, "price.transceiver-multimode", 500.0)}};
    const auto bill = billOfMaterials(plan);
    QVERIFY(near(bill.cost.value.likely, 3.0 * 100.0 + 6.0 * 500.0)); // no spares are planned
    QCOMPARE(bill.cost.unknownParts, 0);
}

void TestBill::planWithoutCablesCostsNothing()
{
    const auto bill = billOfMaterials(withCatalogue(trayFloor()));
    QVERIFY(bill.cables.empty());
    QVERIFY(bill.transceivers.empty());
    QCOMPARE(bill.cost.value.likely, 0.0);
    QCOMPARE(bill.cost.unknownParts, 0);
}

QTEST_APPLESS_MAIN(TestBill)
#include "tst_bill.moc"

#include "core/base/figure.h"

#include <QTest>

using namespace rackwright;

namespace {

Figure known(double low, double likely, double high)
{
    return {.key = "part", .label = "Part", .unit = "W", .value = {low, likely, high}};
}

Figure nobodyKnows()
{
    return unknown({.key = "part", .label = "Part", .unit = "W"});
}

} // namespace

class TestFigure : public QObject
{
    Q_OBJECT

private slots:
    void sumCombinesIndependentPartsInQuadrature();
    void sumOfKnownAndUnknownIsAtLeastTheKnown();
    void sumOfUnknownPartsIsUnknown();
    void exactFactorsMakeAnExactProduct();
    void productWithAnUnknownFactorIsUnknown();
    void productKeepsThatAFactorIsIncomplete();
    void differenceSwapsTheEndsOfWhatIsTakenOff();
    void nothingAddedUpIsZeroAndKnown();
};

void TestFigure::sumCombinesIndependentPartsInQuadrature()
{
    const Figure total = sum({.key = "total"}, {known(7.0, 10.0, 13.0), known(16.0, 20.0, 24.0)});
    QCOMPARE(total.value, (Range<double>{25.0, 30.0, 35.0})); // 3 and 4 make 5
    QCOMPARE(total.inputs.size(), std::size_t{2});
}

void TestFigure::sumOfKnownAndUnknownIsAtLeastTheKnown()
{
    const Figure total = sum({.key = "total"}, {known(1.0, 2.0, 3.0), nobodyKnows()});
    QCOMPARE(total.value.likely, 2.0);
    QCOMPARE(total.unknownParts, 1);
    QVERIFY(!isUnknown(total));
}

void TestFigure::sumOfUnknownPartsIsUnknown()
{
    QVERIFY(isUnknown(sum({.key = "total"}, {nobodyKnows(), nobodyKnows()})));
}

void TestFigure::exactFactorsMakeAnExactProduct()
{
    const Figure cost =
        product({.key = "cost"}, {known(1e5, 1e5, 1e5), known(30'000.0, 30'000.0, 30'000.0)});
    QVERIFY(cost.value.isExact());
    QCOMPARE(cost.value.likely, 3e9);
}

void TestFigure::productWithAnUnknownFactorIsUnknown()
{
    QVERIFY(isUnknown(product({.key = "cost"}, {known(1.0, 2.0, 3.0), nobodyKnows()})));
}

void TestFigure::productKeepsThatAFactorIsIncomplete()
{
    Figure incomplete = known(1.0, 2.0, 3.0);
    incomplete.unknownParts = 2;
    const Figure cost = product({.key = "cost"}, {incomplete, known(5.0, 5.0, 5.0)}, 10.0);
    QCOMPARE(cost.value, (Range<double>{50.0, 100.0, 150.0}));
    QCOMPARE(cost.unknownParts, 2);
}

void TestFigure::differenceSwapsTheEndsOfWhatIsTakenOff()
{
    const Figure left = difference({.key = "left"}, known(10.0, 10.0, 10.0), known(5.0, 6.0, 9.0));
    QCOMPARE(left.value, (Range<double>{1.0, 4.0, 5.0}));
}

void TestFigure::nothingAddedUpIsZeroAndKnown()
{
    QVERIFY(!isUnknown(sum({.key = "total"}, {})));
}

QTEST_APPLESS_MAIN(TestFigure)
#include "tst_figure.moc"

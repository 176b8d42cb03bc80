#include "core/base/range.h"
#include "core/base/units.h"
#include "tests/support/nearly.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::test::nearly;

namespace {

bool near(const Range<double>& a, const Range<double>& b)
{
    const auto close = [](double x, double y) { return std::abs(x - y) <= 1e-12 * std::abs(y); };
    return close(a.low, b.low) && close(a.likely, b.likely) && close(a.high, b.high);
}

} // namespace

// Deviations are chosen so that they make right-angled triangles with whole sides: 3, 4, 5.
class TestRange : public QObject
{
    Q_OBJECT

private slots:
    void deviationsOfASumAddInQuadrature();
    void eachSideOfASumAddsAlone();
    void exactPartMovesASumWithoutWideningIt();
    void commonUncertaintyScalesWithTheCount();
    void negativeCountSwapsTheEnds();
    void sharesOfAProductAddInQuadrature();
    void productOfVeryUncertainFactorsStopsAtZero();
    void productWithLikelyZeroKeepsItsEnds();
    void productOfExactFactorsIsExact();
    void unitsMultiply();
};

void TestRange::deviationsOfASumAddInQuadrature()
{
    // 10 -3/+3 and 20 -4/+4: 30 -5/+5.
    QVERIFY(near(Range{7.0, 10.0, 13.0} + Range{16.0, 20.0, 24.0}, {25.0, 30.0, 35.0}));
}

void TestRange::eachSideOfASumAddsAlone()
{
    // Down 3 and 4 make 5, up 6 and 8 make 10.
    QVERIFY(near(Range{7.0, 10.0, 16.0} + Range{16.0, 20.0, 28.0}, {25.0, 30.0, 40.0}));
}

void TestRange::exactPartMovesASumWithoutWideningIt()
{
    QVERIFY(near(Range<double>::exact(100.0) + Range{7.0, 10.0, 16.0}, {107.0, 110.0, 116.0}));
    QVERIFY((Range<double>::exact(1.0) + Range<double>::exact(2.0)).isExact());
    QVERIFY(!Range(1.0, 1.0, 2.0).isExact());
}

void TestRange::commonUncertaintyScalesWithTheCount()
{
    // One price for all 3: not quadrature, which would give 6 -1.7/+3.5.
    QVERIFY(near(3.0 * Range{1.0, 2.0, 4.0}, {3.0, 6.0, 12.0}));
}

void TestRange::negativeCountSwapsTheEnds()
{
    QVERIFY(near(-2.0 * Range{1.0, 2.0, 4.0}, {-8.0, -4.0, -2.0}));
}

void TestRange::sharesOfAProductAddInQuadrature()
{
    // 10 -30 %/+30 % times 20 -40 %/+40 %: 200 -50 %/+50 %.
    QVERIFY(near(Range{7.0, 10.0, 13.0} * Range{12.0, 20.0, 28.0}, {100.0, 200.0, 300.0}));
}

void TestRange::productOfVeryUncertainFactorsStopsAtZero()
{
    // Down 90 % and 80 % make 120 %: a product of non-negative factors is not negative.
    const Range<double> product = Range{1.0, 10.0, 10.0} * Range{2.0, 10.0, 10.0};
    QCOMPARE(product.low, 0.0);
    QCOMPARE(product.high, 100.0);
}

void TestRange::productWithLikelyZeroKeepsItsEnds()
{
    QVERIFY((Range{0.0, 0.0, 5.0} * Range{1.0, 2.0, 3.0} == Range{0.0, 0.0, 15.0}));
}

void TestRange::productOfExactFactorsIsExact()
{
    QVERIFY((Range<double>::exact(3.0) * Range<double>::exact(4.0)).isExact());
}

void TestRange::unitsMultiply()
{
    const Range<Power> load{7.0 * kilowatt, 10.0 * kilowatt, 13.0 * kilowatt};
    const Range<Duration> time{12.0 * hour, 20.0 * hour, 28.0 * hour};
    const Range<Energy> energy = load * time;
    QVERIFY(nearly(energy.low, 100.0 * kilowattHour));
    QVERIFY(nearly(energy.likely, 200.0 * kilowattHour));
    QVERIFY(nearly(energy.high, 300.0 * kilowattHour));
}

QTEST_APPLESS_MAIN(TestRange)
#include "tst_range.moc"

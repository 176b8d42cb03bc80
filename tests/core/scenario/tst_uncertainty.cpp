#include "core/scenario/uncertainty.h"

#include <QTest>

using namespace rackwright;
using scenario::Sampling;
using scenario::Spread;

namespace {

// 100 with a band of 10. Its draws are triangular on 100 +- w with w = 10 / (1 - sqrt(0.1)) = 14.625, so their
// deviation is w / sqrt(6) = 5.9705, and 5 % are below 90.
constexpr double deviationOfTen = 5.9705;

Figure about100(const char* key)
{
    return {.key = key, .label = key, .value = {90.0, 100.0, 110.0}};
}

Figure exactly(double value)
{
    return {.key = "exact", .value = Range<double>::exact(value)};
}

Spread spreadOf(const Figure& figure, Sampling sampling = {})
{
    return scenario::spreadsOf({&figure, 1}, sampling).front();
}

// Of 10,000 draws: four times what chance does.
bool isMean(double mean, double expected, double deviation)
{
    return std::abs(mean - expected) < 0.04 * deviation;
}

bool isDeviation(double deviation, double expected)
{
    return std::abs(deviation - expected) < 0.03 * expected;
}

} // namespace

class TestUncertainty : public QObject
{
    Q_OBJECT

private slots:
    void drawsAreTriangularAboutTheLikelyValue();
    void lopsidedBandsAreDrawnLopsided();
    void sumsAndFactorsAreWorkedOut();
    void independentPartsPartlyCancel();
    void whatIsCommonStaysCommon();
    void productsMultiplyDraws();
    void whatInputsDoNotExplainIsDrawnFromItsBand();
    void nothingGoesBelowZeroThatCannot();
    void seedDecides();
};

void TestUncertainty::drawsAreTriangularAboutTheLikelyValue()
{
    const Spread spread = spreadOf(about100("a"));
    QVERIFY(isMean(spread.mean, 100.0, deviationOfTen));
    QVERIFY(isDeviation(spread.deviation, deviationOfTen));
    // The density at 90 is 4.625 / w^2 = 0.0216, so the quantile's error is 0.0022 / 0.0216 = 0.1.
    QVERIFY(std::abs(spread.low - 90.0) < 0.4);
    QVERIFY(std::abs(spread.middle - 100.0) < 0.4);
    QVERIFY(std::abs(spread.high - 110.0) < 0.4);
}

// Ends a = 100 - 14.625 and b = 100 + 43.874: mean (a + 100 + b) / 3 = 109.75, variance
// (a^2 + b^2 + 100^2 - ab - 100a - 100b) / 18 = 154.46.
void TestUncertainty::lopsidedBandsAreDrawnLopsided()
{
    const Spread spread = spreadOf({.key = "a", .value = {90.0, 100.0, 130.0}});
    QVERIFY(isMean(spread.mean, 109.75, 12.428));
    QVERIFY(isDeviation(spread.deviation, 12.428));
}

// 3 x 100 + 50 = 350, deviation 3 x 5.9705.
void TestUncertainty::sumsAndFactorsAreWorkedOut()
{
    const Spread spread =
        spreadOf(sum({}, {product({}, {about100("a"), exactly(3.0)}), exactly(50.0)}));
    QVERIFY(isMean(spread.mean, 350.0, 3.0 * deviationOfTen));
    QVERIFY(isDeviation(spread.deviation, 3.0 * deviationOfTen));
}

void TestUncertainty::independentPartsPartlyCancel()
{
    const Spread spread = spreadOf(sum({}, {about100("a"), about100("b")}));
    QVERIFY(isDeviation(spread.deviation, std::sqrt(2.0) * deviationOfTen));
}

void TestUncertainty::whatIsCommonStaysCommon()
{
    const Spread twice = spreadOf(sum({}, {about100("a"), about100("a")}));
    QVERIFY(isDeviation(twice.deviation, 2.0 * deviationOfTen));
    const Spread nothing = spreadOf(difference({}, about100("a"), about100("a")));
    QCOMPARE(nothing.mean, 0.0);
    QCOMPARE(nothing.deviation, 0.0);
}

// Mean 100 x 100 / 1000; variance of the product (s^2 + m^2)^2 - m^4 with s^2 = 35.646: deviation 845.1.
void TestUncertainty::productsMultiplyDraws()
{
    const Spread spread = spreadOf(product({}, {about100("a"), about100("b")}, 1e-3));
    QVERIFY(isMean(spread.mean, 10.0, 0.8451));
    QVERIFY(isDeviation(spread.deviation, 0.8451));
}

void TestUncertainty::whatInputsDoNotExplainIsDrawnFromItsBand()
{
    Figure figure = about100("a");
    figure.inputs = {exactly(7.0)};
    QVERIFY(isDeviation(spreadOf(figure).deviation, deviationOfTen));
}

void TestUncertainty::nothingGoesBelowZeroThatCannot()
{
    QVERIFY(spreadOf({.key = "a", .value = {0.0, 1.0, 2.0}}).low >= 0.0);
    QVERIFY(spreadOf({.key = "a", .value = {-2.0, -1.0, 0.0}}).low < -1.9);
}

void TestUncertainty::seedDecides()
{
    const Figure figure = sum({}, {about100("a"), about100("b")});
    const Sampling sampling{.samples = 1'000, .seed = 7};
    QCOMPARE(spreadOf(figure, sampling).mean, spreadOf(figure, sampling).mean);
    QVERIFY(spreadOf(figure, sampling).mean !=
            spreadOf(figure, {.samples = 1'000, .seed = 8}).mean);
}

QTEST_APPLESS_MAIN(TestUncertainty)
#include "tst_uncertainty.moc"

#include "ui/charts/plot_axis.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace rackwright::ui;

namespace {

QStringList textsOf(const std::vector<AxisTick>& ticks)
{
    QStringList texts;
    for (const AxisTick& tick : ticks) {
        if (!tick.text.isEmpty()) {
            texts << tick.text;
        }
    }
    return texts;
}

} // namespace

class TestPlotAxis : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void linearAxisStartsAtZeroAndHoldsTheGreatest();
    void linearTicksAreRound();
    void zeroNeverStandsAlone();
    void logarithmicAxisPutsEqualFactorsAtEqualDistances();
    void decadesAreNamedWhereThereIsLittleRoom();
    void partsOfADecadeAreNamedWhereThereIsRoom();
    void largeCountsAreWrittenInBillions();
    void axisOfNothingHasTicks();
};

void TestPlotAxis::linearAxisStartsAtZeroAndHoldsTheGreatest()
{
    const AxisRange range = axisRange(30.0, 100.0, AxisScale::Linear);
    QCOMPARE(range.low, 0.0);
    QVERIFY(range.high >= 100.0 && range.high <= 120.0);
    QCOMPARE(range.place(0.5 * range.high), 0.5);
}

void TestPlotAxis::linearTicksAreRound()
{
    const AxisRange range{0.0, 100.0, AxisScale::Linear};
    QCOMPARE(textsOf(axisTicks(range, {}, 5)), QStringList({"0", "20", "40", "60", "80", "100"}));
    QCOMPARE(textsOf(axisTicks({0.0, 0.5, AxisScale::Linear}, {}, 5)),
             QStringList({"0", "0.1", "0.2", "0.3", "0.4", "0.5"}));
}

void TestPlotAxis::zeroNeverStandsAlone()
{
    QCOMPARE(textsOf(axisTicks({0.0, 420'000.0, AxisScale::Linear}, {}, 2)),
             QStringList({"0", "200000", "400000"}));
    QCOMPARE(textsOf(axisTicks({0.0, 1.2, AxisScale::Linear}, {}, 1)), QStringList({"0", "1"}));
}

void TestPlotAxis::logarithmicAxisPutsEqualFactorsAtEqualDistances()
{
    const AxisRange range{1.0, 100.0, AxisScale::Logarithmic};
    QCOMPARE(range.place(1.0), 0.0);
    QCOMPARE(range.place(10.0), 0.5);
    QCOMPARE(range.place(100.0), 1.0);
}

void TestPlotAxis::decadesAreNamedWhereThereIsLittleRoom()
{
    const AxisRange range{1.0, 10'000.0, AxisScale::Logarithmic};
    const auto ticks = axisTicks(range, {}, 5);
    QCOMPARE(textsOf(ticks), QStringList({"1", "10", "100", "1000", "10000"}));
    QCOMPARE(ticks.size(), std::size_t{13}); // 1, 2 and 5 of four decades, and the last
}

void TestPlotAxis::partsOfADecadeAreNamedWhereThereIsRoom()
{
    const AxisRange range{1.0, 10.0, AxisScale::Logarithmic};
    QCOMPARE(textsOf(axisTicks(range, {}, 5)), QStringList({"1", "2", "5", "10"}));
}

void TestPlotAxis::largeCountsAreWrittenInBillions()
{
    const PlotAxis axis = countAxis(QStringLiteral("Tokens a day"), 3e11, AxisScale::Linear);
    QCOMPARE(axis.title, QStringLiteral("Tokens a day (bn)"));
    QCOMPARE(textsOf(axisTicks({0.0, 3e11, AxisScale::Linear}, axis, 3)),
             QStringList({"0", "100", "200", "300"}));
    QCOMPARE(countAxis(QStringLiteral("GPUs"), 900.0, AxisScale::Linear).title,
             QStringLiteral("GPUs"));
}

void TestPlotAxis::axisOfNothingHasTicks()
{
    const AxisRange range = axisRange(0.0, 0.0, AxisScale::Linear);
    QVERIFY(range.high > range.low);
    QVERIFY(!axisTicks(range, {}, 4).empty());
}

QTEST_GUILESS_MAIN(TestPlotAxis)
#include "tst_plot_axis.moc"

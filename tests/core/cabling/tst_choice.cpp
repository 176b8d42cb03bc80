#include "core/base/units.h"
#include "core/cabling/choice.h"
#include "tests/support/small_plan.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::cabling::Choice;
using rackwright::test::exactly;

namespace {

CableType type(int id, const char* slug, Medium medium, double reach, std::vector<Length> sold)
{
    return {.id = CableTypeId{id},
            .slug = slug,
            .name = slug,
            .medium = medium,
            .fastest = 800.0 * gigabitPerSecond,
            .reach = reach * metre,
            .diameter = 3.0 * millimetre,
            .soldLengths = std::move(sold),
            .price = slug};
}

// A link of 400 Gb/s, of what length it may be: copper 200 to 3 m; active optical 900 + 10/m to 20 m;
// multimode 100 + 2 x 500 to 50 m; single-mode 100 + 2 x 700 to 100 m. Twisted pair, 10, only to 10 Gb/s.
Snapshot shop()
{
    Snapshot plan;
    CableType pair = type(5, "pair", Medium::TwistedPair, 100.0, {50.0 * metre, 100.0 * metre});
    pair.fastest = 10.0 * gigabitPerSecond;
    plan.cableTypes = Table<CableType>{
        {type(1, "dac", Medium::Dac, 3.0, {1.0 * metre, 2.0 * metre, 3.0 * metre}),
         type(2, "aoc", Medium::Aoc, 20.0, {5.0 * metre, 10.0 * metre, 20.0 * metre}),
         type(3, "om4", Medium::Multimode, 50.0, {10.0 * metre, 30.0 * metre, 40.0 * metre}),
         type(4, "os2", Medium::SingleMode, 100.0, {50.0 * metre, 100.0 * metre}),
         pair}};
    plan.assumptions =
        Table<Assumption>{{exactly(1, "price.dac", 200.0, "USD"),
                           exactly(2, "price.aoc", 900.0, "USD"),
                           exactly(3, "price.aoc-metre", 10.0, "USD/m"),
                           exactly(4, "price.om4", 100.0, "USD"),
                           exactly(5, "price.os2", 100.0, "USD"),
                           exactly(6, "price.pair", 10.0, "USD"),
                           exactly(7, "price.transceiver-multimode", 500.0, "USD"),
                           exactly(8, "price.transceiver-single-mode", 700.0, "USD")}};
    return plan;
}

} // namespace

class TestChoice : public QObject
{
    Q_OBJECT

private slots:
    void cheapestThatReachesIsTaken_data();
    void cheapestThatReachesIsTaken();
    void nothingReachesIsSaid();
    void unknownLengthTakesWhatReachesFarthest();
    void withoutPriceComesLast();
    void emptyCatalogueGoesByUsualReaches_data();
    void emptyCatalogueGoesByUsualReaches();
    void lengthsAreRoundedUpToWhatIsSold();
};

void TestChoice::cheapestThatReachesIsTaken_data()
{
    QTest::addColumn<double>("length");
    QTest::addColumn<double>("gbps");
    QTest::addColumn<QString>("slug");

    QTest::newRow("copper while it reaches") << 3.0 << 400.0 << "dac";
    QTest::newRow("just too far: 900 + 50 under 1,100") << 3.1 << 400.0 << "aoc";
    QTest::newRow("10 m: 900 + 100 under 1,100") << 10.0 << 400.0 << "aoc";
    QTest::newRow("sold in 20 m: 900 + 200 is no less than 1,100, and the first")
        << 10.1 << 400.0 << "aoc";
    QTest::newRow("20.1 m") << 20.1 << 400.0 << "om4";
    QTest::newRow("40 m is the longest multimode sold") << 40.1 << 400.0 << "os2";
    QTest::newRow("slow link: 10 under 200") << 2.0 << 1.0 << "pair";
    QTest::newRow("200 Gb/s: 900 + 100 over 100 + half of 1,000") << 10.0 << 200.0 << "om4";
    QTest::newRow("800 Gb/s: twice 900 + 100 under 100 + twice 1,000") << 10.0 << 800.0 << "aoc";
}

void TestChoice::cheapestThatReachesIsTaken()
{
    QFETCH(double, length);
    QFETCH(double, gbps);
    QFETCH(QString, slug);
    const Snapshot plan = shop();
    const Choice choice(plan);
    const CableType* found = choice.cheapest(length * metre, gbps * gigabitPerSecond);
    QVERIFY(found != nullptr);
    QCOMPARE(QString::fromStdString(found->slug), slug);
    QVERIFY(choice.medium(length * metre, gbps * gigabitPerSecond) == found->medium);
    QCOMPARE(choice.typeFor(found->medium, length * metre, gbps * gigabitPerSecond), found);
}

void TestChoice::nothingReachesIsSaid()
{
    const Snapshot plan = shop();
    const Choice choice(plan);
    QVERIFY(choice.cheapest(100.1 * metre, 400.0 * gigabitPerSecond) == nullptr);
    QVERIFY(choice.cheapest(1.0 * metre, 1'600.0 * gigabitPerSecond) == nullptr);
    QVERIFY(choice.typeFor(Medium::Dac, 3.1 * metre, 400.0 * gigabitPerSecond) == nullptr);
    QVERIFY(choice.medium(100.1 * metre, 400.0 * gigabitPerSecond) == Medium::SingleMode);
}

void TestChoice::unknownLengthTakesWhatReachesFarthest()
{
    const Snapshot plan = shop();
    QVERIFY(Choice(plan).medium(std::nullopt, 400.0 * gigabitPerSecond) == Medium::SingleMode);
}

void TestChoice::withoutPriceComesLast()
{
    const Snapshot plan = test::withoutAssumption(shop(), "price.dac");
    QVERIFY(Choice(plan).medium(2.0 * metre, 400.0 * gigabitPerSecond) == Medium::Aoc);
}

// Facts B5: passive copper at 100 Gb/s a lane to 3 m, multimode to 50 m.
void TestChoice::emptyCatalogueGoesByUsualReaches_data()
{
    QTest::addColumn<double>("length");
    QTest::addColumn<Medium>("medium");
    QTest::newRow("3 m of copper") << 3.0 << Medium::Dac;
    QTest::newRow("just too far for copper") << 3.1 << Medium::Multimode;
    QTest::newRow("50 m of OM4") << 50.0 << Medium::Multimode;
    QTest::newRow("just too far for OM4") << 50.1 << Medium::SingleMode;
}

void TestChoice::emptyCatalogueGoesByUsualReaches()
{
    QFETCH(double, length);
    QFETCH(Medium, medium);
    QVERIFY(Choice(Snapshot{}).medium(length * metre, 400.0 * gigabitPerSecond) == medium);
}

void TestChoice::lengthsAreRoundedUpToWhatIsSold()
{
    const CableType copper =
        type(1, "dac", Medium::Dac, 3.0, {1.0 * metre, 2.0 * metre, 3.0 * metre});
    QVERIFY(cabling::soldLength(copper, 0.4 * metre) == std::optional{1.0 * metre});
    QVERIFY(cabling::soldLength(copper, 2.0 * metre) == std::optional{2.0 * metre});
    QVERIFY(cabling::soldLength(copper, 2.01 * metre) == std::optional{3.0 * metre});
    QVERIFY(!cabling::soldLength(copper, 3.01 * metre));
}

QTEST_APPLESS_MAIN(TestChoice)
#include "tst_choice.moc"

#include "ui/text/figure_text.h"

#include <QLocale>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;

class TestFigureText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void valueHasThreeDigitsAndAPrefix_data();
    void valueHasThreeDigitsAndAPrefix();
    void exactValueKeepsItsDigits_data();
    void exactValueKeepsItsDigits();
    void bandIsInTheScaleOfTheLikelyValue_data();
    void bandIsInTheScaleOfTheLikelyValue();
    void unknownPartsMakeItMoreThan();
    void figureOfUnknownPartsAloneIsUnknown();
    void differenceIsSigned_data();
    void differenceIsSigned();
    void localeSeparatesThousands();
};

void TestFigureText::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestFigureText::valueHasThreeDigitsAndAPrefix_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QString>("text");

    // clang-format off
    QTest::newRow("power")                << 141.2e6     << QByteArray("W")      << QStringLiteral("141 MW");
    QTest::newRow("small power")          << 950.4       << QByteArray("W")      << QStringLiteral("950 W");
    QTest::newRow("rounds up a prefix")   << 999.7e3     << QByteArray("W")      << QStringLiteral("1 MW");
    QTest::newRow("just below")           << 999.4e3     << QByteArray("W")      << QStringLiteral("999 kW");
    QTest::newRow("zero")                 << 0.0         << QByteArray("W")      << QStringLiteral("0 W");
    QTest::newRow("zeros say nothing")    << 38.4e3      << QByteArray("W")      << QStringLiteral("38.4 kW");
    QTest::newRow("money")                << 4.7e9       << QByteArray("USD")    << QStringLiteral("$4.7 bn");
    QTest::newRow("millions")             << 312.4e6     << QByteArray("USD/a")  << QStringLiteral("$312 mn/a");
    QTest::newRow("price")                << 30000.0     << QByteArray("USD")    << QStringLiteral("$30,000");
    QTest::newRow("tariff")               << 0.0652      << QByteArray("USD/kWh")<< QStringLiteral("$0.0652/kWh");
    QTest::newRow("negative money")       << -2.0e6      << QByteArray("USD")    << QStringLiteral("−$2 mn");
    QTest::newRow("tokens")               << 1.1712e12   << QByteArray("tokens/d") << QStringLiteral("1.17 tn tokens a day");
    QTest::newRow("energy a year")        << 1.5561e12   << QByteArray("Wh/a")   << QStringLiteral("1.56 TWh/a");
    QTest::newRow("days")                 << 11.84       << QByteArray("d")      << QStringLiteral("11.8 days");
    QTest::newRow("seconds become days")  << 1019520.0   << QByteArray("s")      << QStringLiteral("11.8 days"); // 11.8 * 86400
    QTest::newRow("hours")                << 0.5         << QByteArray("d")      << QStringLiteral("12 h");
    QTest::newRow("minutes")              << 600.0       << QByteArray("s")      << QStringLiteral("10 min");
    QTest::newRow("a training step")      << 4.316       << QByteArray("s")      << QStringLiteral("4.32 s");
    QTest::newRow("milliseconds")         << 0.0253      << QByteArray("s")      << QStringLiteral("25.3 ms");
    QTest::newRow("years")                << 1095.0      << QByteArray("d")      << QStringLiteral("3 years");   // 3 * 365
    QTest::newRow("metres")               << 0.6         << QByteArray("m")      << QStringLiteral("0.6 m");
    QTest::newRow("kilometres")           << 5.432e6     << QByteArray("m")      << QStringLiteral("5,430 km");
    QTest::newRow("number")               << 0.4238      << QByteArray("1")      << QStringLiteral("0.424");
    QTest::newRow("big number")           << 123456.0    << QByteArray("1")      << QStringLiteral("123,000");
    QTest::newRow("tiny rate")            << 1.972e-5    << QByteArray("1/h")    << QStringLiteral("1.97×10⁻⁵ 1/h");
    QTest::newRow("astronomic number")    << 4.9e26      << QByteArray("1")      << QStringLiteral("4.9×10²⁶");
    QTest::newRow("unit of no family")    << 12.34       << QByteArray("kg/m2")  << QStringLiteral("12.3 kg/m²");
    // clang-format on
}

void TestFigureText::valueHasThreeDigitsAndAPrefix()
{
    QFETCH(double, value);
    QFETCH(QByteArray, unit);
    QTEST(valueText(value, unit.toStdString()), "text");
}

void TestFigureText::exactValueKeepsItsDigits_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QString>("text");

    // clang-format off
    QTest::newRow("count")      << 301234.0 << QByteArray("1")   << QStringLiteral("301,234");
    QTest::newRow("many")       << 12345678.0 << QByteArray("1") << QStringLiteral("12,345,678");
    QTest::newRow("GPU price")  << 3.0e9    << QByteArray("USD") << QStringLiteral("$3 bn");
    QTest::newRow("list price") << 31550.0  << QByteArray("USD") << QStringLiteral("$31,550");
    QTest::newRow("draw")       << 10250.0  << QByteArray("W")   << QStringLiteral("10.25 kW");
    QTest::newRow("long draw")  << 35672400.0 << QByteArray("W") << QStringLiteral("35.67 MW");
    // clang-format on
}

void TestFigureText::exactValueKeepsItsDigits()
{
    QFETCH(double, value);
    QFETCH(QByteArray, unit);
    QFETCH(QString, text);
    QCOMPARE(exactText(value, unit.toStdString()), text);
    QCOMPARE(rangeText(Range<double>::exact(value), unit.toStdString()), text);
}

void TestFigureText::bandIsInTheScaleOfTheLikelyValue_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("likely");
    QTest::addColumn<double>("high");
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QString>("text");

    // clang-format off
    QTest::newRow("cost")            << 3.9e9 << 4.7e9 << 5.6e9  << QByteArray("USD") << QStringLiteral("$4.7 bn (3.9–5.6)");
    QTest::newRow("training")        << 9.9   << 11.8  << 14.0   << QByteArray("d")   << QStringLiteral("11.8 days (9.9–14)");
    QTest::newRow("low end smaller") << 0.8e6 << 1.2e6 << 1.5e6  << QByteArray("W")   << QStringLiteral("1.2 MW (0.8–1.5)");
    QTest::newRow("high end larger") << 0.9e6 << 950e3 << 1.1e6  << QByteArray("W")   << QStringLiteral("950 kW (900–1,100)");
    // clang-format on
}

void TestFigureText::bandIsInTheScaleOfTheLikelyValue()
{
    QFETCH(double, low);
    QFETCH(double, likely);
    QFETCH(double, high);
    QFETCH(QByteArray, unit);
    QTEST(rangeText({low, likely, high}, unit.toStdString()), "text");
}

void TestFigureText::unknownPartsMakeItMoreThan()
{
    Figure figure;
    figure.unit = "USD";
    figure.value = {3.9e9, 4.7e9, 5.6e9};
    figure.unknownParts = 2;
    QCOMPARE(figureWithBand(figure), QStringLiteral("more than $4.7 bn (3.9–5.6)"));
}

void TestFigureText::figureOfUnknownPartsAloneIsUnknown()
{
    Figure figure;
    figure.unit = "s";
    figure.unknownParts = 1;
    QCOMPARE(figureText(figure), QStringLiteral("unknown"));
}

void TestFigureText::differenceIsSigned_data()
{
    QTest::addColumn<double>("before");
    QTest::addColumn<double>("after");
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QString>("text");

    // clang-format off
    QTest::newRow("more")   << 3.5e9 << 4.7e9 << QByteArray("USD") << QStringLiteral("+$1.2 bn");
    QTest::newRow("less")   << 146e6 << 141e6 << QByteArray("W")   << QStringLiteral("−5 MW");
    QTest::newRow("same")   << 141e6 << 141e6 << QByteArray("W")   << QStringLiteral("no change");
    QTest::newRow("racks")  << 0.0   << 8.0   << QByteArray("1")   << QStringLiteral("+8");
    QTest::newRow("counts") << 1563.0 << 3126.0 << QByteArray("1") << QStringLiteral("+1,563");
    // clang-format on
}

void TestFigureText::differenceIsSigned()
{
    QFETCH(double, before);
    QFETCH(double, after);
    QFETCH(QByteArray, unit);
    QTEST(differenceText(before, after, unit.toStdString()), "text");
}

void TestFigureText::localeSeparatesThousands()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QString text = exactText(100000.0, "1");
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(text, QStringLiteral("100.000"));
}

QTEST_APPLESS_MAIN(TestFigureText)
#include "tst_figure_text.moc"

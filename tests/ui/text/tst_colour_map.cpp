#include "ui/text/colour_map.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;

class TestColourMap : public QObject
{
    Q_OBJECT

private slots:
    void fillsBeyondTheLimitStandOut();
    void endsAreThePublishedOnes();
    void getsLighterAllTheWay();
    void valuesOutsideTakeTheNearestEnd();
};

namespace {

// Relative luminance of ITU-R BT.709, without its gamma: enough to compare.
double lightness(Colour colour)
{
    return 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue;
}

} // namespace

void TestColourMap::endsAreThePublishedOnes()
{
    QVERIFY((cividis(0.0) == Colour{0x00, 0x22, 0x4e}));
    QVERIFY((cividis(1.0) == Colour{0xfe, 0xe8, 0x38}));
}

void TestColourMap::getsLighterAllTheWay()
{
    for (int percent = 1; percent <= 100; ++percent) {
        QVERIFY(lightness(cividis(percent / 100.0)) >= lightness(cividis((percent - 1) / 100.0)));
    }
}

void TestColourMap::valuesOutsideTakeTheNearestEnd()
{
    QVERIFY(cividis(-3.0) == cividis(0.0));
    QVERIFY(cividis(7.0) == cividis(1.0));
}

void TestColourMap::fillsBeyondTheLimitStandOut()
{
    QVERIFY(colourOfFill(0.2, 0.4) == cividis(0.5));
    QVERIFY(colourOfFill(0.4, 0.4) == cividis(1.0));
    QVERIFY(colourOfFill(0.401, 0.4) == colours::refused);
}

QTEST_APPLESS_MAIN(TestColourMap)
#include "tst_colour_map.moc"

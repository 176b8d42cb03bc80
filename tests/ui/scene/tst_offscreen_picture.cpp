#include "tests/support/printing.h"
#include "tests/support/synthetic_site.h"
#include "ui/scene/offscreen_picture.h"

#include <QSet>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui::scene;

class TestOffscreenPicture : public QObject
{
    Q_OBJECT

private slots:
    void drawsWithoutDisplay();
    void overlaysDiffer();
    void refusesImpossibleSizes();
};

namespace {

int coloursIn(const QImage& picture)
{
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); y += 4) {
        for (int x = 0; x < picture.width(); x += 4) {
            colours.insert(picture.pixel(x, y));
        }
    }
    return static_cast<int>(colours.size());
}

} // namespace

void TestOffscreenPicture::drawsWithoutDisplay()
{
    const Snapshot site = test::syntheticSite();
    const auto picture = renderPicture(site, nullptr, {.size = {1600, 900}});
    QVERIFY2(picture, picture ? "" : picture.error().detail.c_str());
    QCOMPARE(picture->size(), QSize(1600, 900));
    QVERIFY(coloursIn(*picture) > 100);
    if (const QString file = qEnvironmentVariable("RACKWRIGHT_KEEP_PICTURE"); !file.isEmpty()) {
        QVERIFY(picture->save(file));
    }
}

void TestOffscreenPicture::overlaysDiffer()
{
    const Snapshot site = test::syntheticSite();
    const auto power = renderPicture(site, nullptr, {.size = {400, 300}});
    const auto role = renderPicture(site, nullptr, {.size = {400, 300}, .overlay = Overlay::Role});
    QVERIFY(power && role);
    QVERIFY(*power != *role);
}

void TestOffscreenPicture::refusesImpossibleSizes()
{
    const auto empty = renderPicture({}, nullptr, {.size = {0, 300}});
    QVERIFY(!empty);
    QCOMPARE(empty.error().code, ErrorCode::Invalid);
    const auto huge = renderPicture({}, nullptr, {.size = {100'000, 300}});
    QVERIFY(!huge);
    QCOMPARE(huge.error().code, ErrorCode::Invalid);
}

QTEST_MAIN(TestOffscreenPicture)
#include "tst_offscreen_picture.moc"

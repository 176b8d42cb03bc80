#include "ui/charts/training_charts.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;

namespace {

Figure part(const char* key, const char* label, double value, const char* unit)
{
    return {.key = key, .label = label, .unit = unit, .value = Range<double>::exact(value)};
}

std::vector<Figure> step()
{
    return {part("compute_s", "Compute", 3.0, "s"), part("tensor_traffic_s", "Traffic", 1.0, "s")};
}

template <typename Draw>
QImage drawn(Draw draw)
{
    QImage image(400, 300, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    draw(painter, QRectF(image.rect()).adjusted(10.0, 10.0, -10.0, -10.0));
    painter.end();
    return image;
}

int pixelsOf(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixelColor(x, y) == colour ? 1 : 0;
        }
    }
    return count;
}

std::vector<SizePoint> sizes()
{
    return {{64.0, {0.9e9, 1e9, 1.1e9}}, {128.0, {1.7e9, 1.9e9, 2.1e9}}};
}

} // namespace

class TestTrainingCharts : public QObject
{
    Q_OBJECT

private slots:
    void areasOfPartsAreInProportion();
    void columnUnderALimitLeavesRoom();
    void labelsOfManySmallPartsHaveRoom();
    void columnIsSpokenWithItsParts();
    void curveIsPointedAtWhereItIsDrawn();
    void curveIsSpokenWithItsBand();
    void accuracyPlotHoldsTheLinesBesideTheRuns();
    void plotOfNothingIsEmptyAndDrawsNothing();
};

void TestTrainingCharts::areasOfPartsAreInProportion()
{
    const std::vector<StackedColumn> columns{columnOf(QStringLiteral("Step"), step())};
    const QImage image = drawn([&](QPainter& painter, const QRectF& area) {
        drawStackedColumns(painter, area, columns, chartInkOnWhite());
    });
    const double compute = pixelsOf(image, colourOf(ChartHue::Blue));
    const double traffic = pixelsOf(image, colourOf(ChartHue::Orange));
    QVERIFY(traffic > 0.0);
    QVERIFY(std::abs(compute / traffic - 3.0) < 0.2); // edges are blended
}

void TestTrainingCharts::columnUnderALimitLeavesRoom()
{
    const std::vector<Figure> memory{part("weights_gib", "Weights", 40e9, "B")};
    const Figure limit = part("capacity_b", "Memory", 80e9, "B");
    const StackedColumn full = columnOf(QStringLiteral("Memory"), memory);
    const StackedColumn half = columnOf(QStringLiteral("Memory"), memory, limit);
    const auto area = [](const StackedColumn& column) {
        const std::vector<StackedColumn> columns{column};
        return pixelsOf(drawn([&](QPainter& painter, const QRectF& place) {
                            drawStackedColumns(painter, place, columns, chartInkOnWhite());
                        }),
                        colourOf(ChartHue::Blue));
    };
    QVERIFY(std::abs(2.0 * area(half) / area(full) - 1.0) < 0.05);
    QCOMPARE(half.limitLabel, QStringLiteral("of 80 GB"));
}

void TestTrainingCharts::labelsOfManySmallPartsHaveRoom()
{
    std::vector<Figure> parts;
    for (int i = 0; i < 9; ++i) {
        parts.push_back(part("host_s", "Part", 0.001, "s"));
    }
    const std::vector<StackedColumn> few{columnOf({}, step())};
    const std::vector<StackedColumn> many{columnOf({}, parts)};
    QImage image(1, 1, QImage::Format_RGB32);
    QPainter painter(&image);
    const double line = QFontMetricsF(painter.font()).height();
    QVERIFY(stackedColumnsHeight(painter, many) >= 10.0 * line);
    QVERIFY(stackedColumnsHeight(painter, few) < stackedColumnsHeight(painter, many));
}

void TestTrainingCharts::columnIsSpokenWithItsParts()
{
    QCOMPARE(spoken(columnOf(QStringLiteral("Time of a step"), step())),
             QStringLiteral("Time of a step  4 s: Compute  3 s  75 %; Tensor traffic  1 s  25 %"));
}

void TestTrainingCharts::curveIsPointedAtWhereItIsDrawn()
{
    const Plot plot = throughputPlot(sizes(), 64.0);
    const QRectF area(10.0, 10.0, 380.0, 280.0);
    std::optional<PlotHit> found;
    for (double x = area.left(); x < area.right() && !found; x += 4.0) {
        for (double y = area.top(); y < area.bottom() && !found; y += 4.0) {
            found = pointAt({x, y}, QFont(), area, plot);
        }
    }
    QVERIFY(found);
    QCOMPARE(found->point->x, 64.0); // the left one
    const QImage image = drawn([&](QPainter& painter, const QRectF& place) {
        drawPlot(painter, place, plot, chartInkOnWhite());
    });
    const QColor at = image.pixelColor(found->position.toPoint());
    QVERIFY(at != QColor(Qt::white));
    QVERIFY(!pointAt({-100.0, -100.0}, QFont(), area, plot));
}

void TestTrainingCharts::curveIsSpokenWithItsBand()
{
    const QString text = spoken(throughputPlot(sizes(), 64.0));
    QVERIFY(text.contains(QStringLiteral("64 GPUs: 1 bn tokens a day (0.9–1.1)")));
    QVERIFY(text.contains(QStringLiteral("Tokens a day (bn)")));
}

void TestTrainingCharts::accuracyPlotHoldsTheLinesBesideTheRuns()
{
    const std::vector<ComparedRun> runs{{QStringLiteral("A"), 2.0, 2.2, {}},
                                        {QStringLiteral("B"), 20.0, 19.0, {}}};
    const Plot plot = accuracyPlot(runs);
    QCOMPARE(plot.series.size(), std::size_t{4});
    for (std::size_t i = 0; i < 3; ++i) {
        const double ratio = 1.1 - 0.1 * static_cast<double>(i);
        for (const PlotPoint& point : plot.series[i].points) {
            QVERIFY(std::abs(point.y.likely / point.x - ratio) < 1e-12);
        }
    }
    QVERIFY(plot.series[0].points.front().x < 2.0 && plot.series[0].points.back().x > 20.0);
    QCOMPARE(plot.series[3].points.size(), runs.size());
}

void TestTrainingCharts::plotOfNothingIsEmptyAndDrawsNothing()
{
    QVERIFY(isEmpty(throughputPlot({}, 0.0)));
    QVERIFY(isEmpty(accuracyPlot({})));
    const QImage image = drawn([](QPainter& painter, const QRectF& area) {
        drawPlot(painter, area, accuracyPlot({}), chartInkOnWhite());
        drawStackedColumns(painter, area, {}, chartInkOnWhite());
    });
    QCOMPARE(pixelsOf(image, Qt::white), image.width() * image.height());
}

QTEST_MAIN(TestTrainingCharts)
#include "tst_training_charts.moc"

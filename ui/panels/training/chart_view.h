// A chart as a widget: drawn as on paper, in the window's colours, with names for those who point and those who hear.
#pragma once

#include "ui/charts/bar_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/stacked_columns.h"

#include <QWidget>

#include <string>
#include <variant>
#include <vector>

namespace rackwright::ui {

struct Bars
{
    QString title;
    std::string unit;
    std::vector<ChartBar> bars;
};

class ChartView final : public QWidget
{
    Q_OBJECT

public:
    // `empty`: the sentence that stands where there is nothing to draw.
    explicit ChartView(const QString& empty, QWidget* parent = nullptr);

    void show(std::vector<StackedColumn> columns);
    void show(Plot plot);
    void show(Bars bars);
    void clear();

    [[nodiscard]] bool hasChart() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    using Chart = std::variant<std::monostate, std::vector<StackedColumn>, Plot, Bars>;

    void take(Chart chart);
    [[nodiscard]] QRectF area() const;

    QString empty_;
    Chart chart_;
};

} // namespace rackwright::ui

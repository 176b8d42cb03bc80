// One figure of the totals strip: caption, value with its band, change, and a bar where there is a limit.
#pragma once

#include "core/base/figure.h"

#include <QAbstractButton>

#include <optional>

namespace rackwright::ui {

// What a total shows. `before` is the value of the plan to compare with, when there is one.
struct Total
{
    enum class Better
    {
        Lower,
        Higher,
        Neither,
    };

    QString caption;
    Figure figure;
    std::optional<Figure> before;
    std::optional<double> limit; // in the figure's unit
    Better better = Better::Lower;
};

class TotalButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit TotalButton(QWidget* parent = nullptr);

    void setTotal(const Total& total);
    [[nodiscard]] const Total& total() const { return total_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString changeText() const;
    [[nodiscard]] QColor changeColour() const;
    void paintBar(QPainter& painter, const QRect& area) const;

    Total total_;
    QString value_;
    QString band_;
};

} // namespace rackwright::ui

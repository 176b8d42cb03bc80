// The colours that charts are drawn with, on paper and on the screen.
#pragma once

#include <QColor>
#include <QPalette>

#include <cstddef>

namespace rackwright::ui {

struct ChartInk
{
    QColor text;
    QColor faintText;
    QColor line;
    QColor grid;
    QColor bar;
    QColor band; // over a bar
    QColor paper;
};

const ChartInk& chartInkOnWhite();
ChartInk chartInkOn(const QPalette& palette);

// Told apart by colour-blind eyes (Okabe and Ito); the same part has the same colour in every chart. Never the only
// mark of a thing: a label stands beside.
enum class ChartHue
{
    Blue,
    Orange,
    Green,
    Yellow,
    Sky,
    Vermilion,
    Purple,
    Grey,
    PaleGrey,
    Brown,
    Teal,
};

QColor colourOf(ChartHue hue);
ChartHue hueNumber(std::size_t index); // in their order, and again from the first

} // namespace rackwright::ui

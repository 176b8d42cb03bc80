#include "ui/charts/chart_ink.h"

#include "ui/charts/floor_drawing.h"

#include <array>

namespace rackwright::ui {

namespace {

constexpr std::array<QRgb, 11> hues{0xff3b82f6,
                                    0xffe69f00,
                                    0xff009e73,
                                    0xfff0e442,
                                    0xff56b4e9,
                                    0xffd55e00,
                                    0xffcc79a7,
                                    0xff8b95a3,
                                    0xffc3c9d1,
                                    0xff8c6d4f,
                                    0xff2a9d9d};

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto part = [&](int from, int to) {
        return static_cast<int>(from + share * (to - from));
    };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

} // namespace

const ChartInk& chartInkOnWhite()
{
    static const ChartInk ink{.text = QColor(0x1f, 0x29, 0x37),
                              .faintText = QColor(0x5b, 0x66, 0x75),
                              .line = QColor(0xae, 0xb6, 0xc0),
                              .grid = QColor(0xe6, 0xe9, 0xee),
                              .bar = toQt(colours::accent),
                              .band = QColor(0x1e, 0x3a, 0x6e, 120),
                              .paper = Qt::white};
    return ink;
}

ChartInk chartInkOn(const QPalette& palette)
{
    const QColor paper = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const bool dark = paper.lightness() < 128;
    return {.text = text,
            .faintText = palette.color(QPalette::PlaceholderText),
            .line = mixed(paper, text, 0.35),
            .grid = mixed(paper, text, 0.10),
            .bar = toQt(colours::accent),
            .band = dark ? QColor(0xe4, 0xe8, 0xee, 130) : QColor(0x1e, 0x3a, 0x6e, 120),
            .paper = paper};
}

QColor colourOf(ChartHue hue)
{
    return QColor(hues[static_cast<std::size_t>(hue)]);
}

ChartHue hueNumber(std::size_t index)
{
    return static_cast<ChartHue>(index % hues.size());
}

} // namespace rackwright::ui

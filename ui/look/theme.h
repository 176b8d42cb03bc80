// The program's look: Qt's Fusion style with our light and dark palettes.
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;

namespace rackwright::ui {

enum class Theme
{
    System, // light or dark as the desktop says
    Light,
    Dark,
};

// Applies at once to every widget.
void applyTheme(QApplication& application, Theme theme);

[[nodiscard]] bool isDark(const QPalette& palette);

// The one accent, and status colours after Okabe and Ito, that colour-blind people tell apart. They never
// stand without an icon or a word.
[[nodiscard]] QColor accentColour();
[[nodiscard]] QColor betterColour(const QPalette& palette);
[[nodiscard]] QColor worseColour(const QPalette& palette);

} // namespace rackwright::ui

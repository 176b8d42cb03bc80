#include "ui/look/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

namespace rackwright::ui {

namespace {

struct Shades
{
    QRgb window;
    QRgb base;
    QRgb alternate;
    QRgb button;
    QRgb text;
    QRgb faint; // placeholder and disabled text
    QRgb edge;
};

constexpr Shades light{.window = 0xffeef0f3,
                       .base = 0xffffffff,
                       .alternate = 0xfff6f7f9,
                       .button = 0xfff7f8fa,
                       .text = 0xff1c2430,
                       .faint = 0xff6b7686,
                       .edge = 0xffc4cad3};

constexpr Shades dark{.window = 0xff22262c,
                      .base = 0xff1a1d22,
                      .alternate = 0xff20242a,
                      .button = 0xff2d323a,
                      .text = 0xffe4e8ee,
                      .faint = 0xff8f9aa9,
                      .edge = 0xff3b424d};

QPalette paletteOf(const Shades& shades)
{
    QPalette palette(QColor(shades.button), QColor(shades.window));
    palette.setColor(QPalette::Base, shades.base);
    palette.setColor(QPalette::AlternateBase, shades.alternate);
    palette.setColor(QPalette::ToolTipBase, shades.base);
    palette.setColor(QPalette::Mid, shades.edge);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, shades.text);
        palette.setColor(QPalette::Disabled, role, shades.faint);
    }
    palette.setColor(QPalette::PlaceholderText, shades.faint);
    palette.setColor(QPalette::Highlight, accentColour());
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, accentColour());
    return palette;
}

} // namespace

void applyTheme(QApplication& application, Theme theme)
{
    // Before Qt 6.5 the desktop's choice shows only in the palette that the platform starts with.
    static const bool systemIsDark = isDark(QApplication::palette());
    const bool wantsDark = theme == Theme::Dark || (theme == Theme::System && systemIsDark);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(wantsDark ? dark : light));
    application.setStyleSheet(QStringLiteral("QToolTip { padding: 4px; }"));
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor accentColour()
{
    return QColor(0x3b, 0x82, 0xf6);
}

QColor betterColour(const QPalette& palette)
{
    return isDark(palette) ? QColor(0x2b, 0xc4, 0x98) : QColor(0x00, 0x7d, 0x5a);
}

QColor worseColour(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xf0, 0x80, 0x40) : QColor(0xb8, 0x4b, 0x00);
}

} // namespace rackwright::ui

// Pages that fill from top to bottom, with a running head and page numbers. All lengths are points.
#pragma once

#include <QFont>
#include <QPainter>
#include <QString>

class QPdfWriter;

namespace rackwright::ui {

class PageFlow
{
public:
    // `pages` is the number of all pages, 0 while it is not known.
    PageFlow(QPdfWriter& writer, QString head, int pages);

    [[nodiscard]] QPainter& painter() { return painter_; }
    [[nodiscard]] int page() const { return page_; }
    [[nodiscard]] double left() const;
    [[nodiscard]] double width() const;
    [[nodiscard]] double y() const { return y_; }
    [[nodiscard]] double room() const; // left on this page
    [[nodiscard]] bool isAtTop() const;

    void startPage();
    void need(double height); // starts a page when less is left
    void advance(double height) { y_ += height; }

    // Word-wrapped; goes on to the next page only as a whole.
    void text(const QString& text, const QFont& font, const QColor& colour);

    [[nodiscard]] static double heightOf(const QString& text, const QFont& font, double width);

private:
    void drawHeadAndFoot();

    QPdfWriter& writer_;
    QPainter painter_;
    QString head_;
    int pages_;
    int page_ = 1;
    double y_;
};

// The report's typefaces.
QFont bodyFont();
QFont tableFont();
QFont captionFont();
QFont headingFont();

namespace paper {

inline constexpr QRgb ink = 0xff1f2937;
inline constexpr QRgb faint = 0xff5b6675;
inline constexpr QRgb rule = 0xffc9d0d8;
inline constexpr QRgb accent = 0xff1d4ed8;

} // namespace paper

} // namespace rackwright::ui

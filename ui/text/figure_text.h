// Numbers as people read them: three significant digits unless exact, SI prefixes, the locale's separators.
#pragma once

#include "core/base/figure.h"
#include "core/base/range.h"

#include <QString>

#include <string_view>

namespace rackwright::ui {

// `unit` is a Figure's: "W", "USD", "USD/a", "Wh/a", "s", "d", "m", "1" (a number), ...

// 141000000 W -> "141 MW", 1.02e6 s -> "11.8 days", 100000 -> "100,000".
QString valueText(double value, std::string_view unit);

// All its digits, four where there is a prefix: an exact 10.25 kW and $31,550.
QString exactText(double value, std::string_view unit);

// The ends of a band in the likely value's scale: "3.9–5.6". Empty when the value is exact.
QString bandText(const Range<double>& value, std::string_view unit);

// "$4.7 bn", exact where the figure is, and "more than $4.7 bn" where parts of it are not known.
QString figureText(const Figure& figure);

// "$4.7 bn (3.9–5.6)"
QString figureWithBand(const Figure& figure);
QString rangeText(const Range<double>& value, std::string_view unit);

// "+$1.2 bn", "−5 MW", "no change".
QString differenceText(double before, double after, std::string_view unit);

// 0.384 -> "38.4 %"
QString percentText(double share);

} // namespace rackwright::ui

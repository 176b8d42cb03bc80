#include "ui/text/figure_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace rackwright::ui {

namespace {

constexpr int people = 3;    // significant digits of a figure
constexpr int whole = 6;     // of an exact one
constexpr int shortened = 4; // of an exact one with a prefix

const QChar minusSign(0x2212);
const QChar enDash(0x2013);

QString tr(const char* text)
{
    return QCoreApplication::translate("Figure", text);
}

// A value is written as before + value / factor + after.
struct Scale
{
    double factor = 1.0;
    QString before;
    QString after;
};

struct Step
{
    double factor;
    const char* name;
};

double rounded(double value, int digits)
{
    if (value == 0.0 || !std::isfinite(value)) {
        return value;
    }
    const double magnitude = std::floor(std::log10(std::abs(value))) + 1.0;
    const double step = std::pow(10.0, digits - magnitude);
    return std::round(value * step) / step;
}

// The largest step that leaves a value of at least 1. REQUIRES: steps descend.
template <std::size_t N>
const Step& stepFor(double value, const std::array<Step, N>& steps)
{
    const double size = std::abs(rounded(value, people));
    const auto found =
        std::ranges::find_if(steps, [&](const Step& step) { return size >= step.factor; });
    return found == steps.end() ? steps.back() : *found;
}

constexpr std::array siSteps{
    Step{1e21, "Z"},
    Step{1e18, "E"},
    Step{1e15, "P"},
    Step{1e12, "T"},
    Step{1e9, "G"},
    Step{1e6, "M"},
    Step{1e3, "k"},
    Step{1.0, ""},
};

Scale siScale(double value, std::string_view unit)
{
    const Step& step = stepFor(value, siSteps);
    return {step.factor,
            {},
            QStringLiteral(" %1%2").arg(QLatin1String(step.name), QString::fromUtf8(unit))};
}

constexpr std::array largeSteps{
    Step{1e12, QT_TRANSLATE_NOOP("Figure", " tn")},
    Step{1e9, QT_TRANSLATE_NOOP("Figure", " bn")},
    Step{1e6, QT_TRANSLATE_NOOP("Figure", " mn")},
    Step{1.0, ""},
};

Scale tokenScale(double value)
{
    const Step& step = stepFor(value, largeSteps);
    const QString name = *step.name == '\0' ? QString() : tr(step.name);
    return {step.factor, {}, name + tr(" tokens a day")};
}

Scale moneyScale(double value, std::string_view unit)
{
    const Step& step = stepFor(value, largeSteps);
    const QString name = *step.name == '\0' ? QString() : tr(step.name);
    const std::string_view rate = unit.substr(std::string_view("USD").size()); // "/a"
    return {step.factor, QStringLiteral("$"), name + QString::fromUtf8(rate)};
}

Scale timeScale(double value, double second)
{
    static constexpr double hour = 3600.0;
    static constexpr double day = 24.0 * hour;
    static constexpr std::array steps{
        Step{2.0 * 365.0 * day, QT_TRANSLATE_NOOP("Figure", " years")},
        Step{2.0 * day, QT_TRANSLATE_NOOP("Figure", " days")},
        Step{2.0 * hour, QT_TRANSLATE_NOOP("Figure", " h")},
        Step{120.0, QT_TRANSLATE_NOOP("Figure", " min")},
        Step{1.0, QT_TRANSLATE_NOOP("Figure", " s")},
        Step{1e-3, QT_TRANSLATE_NOOP("Figure", " ms")},
        Step{1e-6, QT_TRANSLATE_NOOP("Figure", " µs")},
    };
    static constexpr std::array<double, steps.size()> lengths{
        365.0 * day, day, hour, 60.0, 1.0, 1e-3, 1e-6};
    const double seconds = value * second;
    const Step& step = seconds == 0.0 ? steps[4] : stepFor(seconds, steps);
    const auto index = static_cast<std::size_t>(&step - steps.data());
    return {lengths[index] / second, {}, tr(step.name)};
}

Scale lengthScale(double value)
{
    static constexpr std::array steps{Step{1e4, " km"}, Step{0.01, " m"}, Step{0.0, " mm"}};
    static constexpr std::array<double, steps.size()> lengths{1e3, 1.0, 1e-3};
    const Step& step = value == 0.0 ? steps[1] : stepFor(value, steps);
    return {lengths[static_cast<std::size_t>(&step - steps.data())],
            {},
            QString::fromLatin1(step.name)};
}

// 0.0000197 -> 1.97×10⁻⁵, and what has too many digits to be read likewise
Scale powerScale(double value, const QString& after)
{
    const double size = std::abs(value);
    if (size == 0.0 || (size >= 1e-3 && size < 1e15)) {
        return {1.0, {}, after};
    }
    const double exponent = std::floor(std::log10(rounded(size, people)));
    QString power = QString::number(static_cast<int>(std::abs(exponent)));
    for (QChar& digit : power) {
        constexpr std::array<char16_t, 10> raised{
            u'⁰', u'¹', u'²', u'³', u'⁴', u'⁵', u'⁶', u'⁷', u'⁸', u'⁹'};
        digit = raised[static_cast<std::size_t>(digit.digitValue())];
    }
    const QString times = exponent < 0.0 ? QStringLiteral("×10⁻") : QStringLiteral("×10");
    return {std::pow(10.0, exponent), {}, times + power + after};
}

bool takesSiPrefix(std::string_view unit)
{
    static constexpr std::array<std::string_view, 13> units{
        "W", "Wh", "Wh/a", "J", "V", "A", "VA", "FLOP", "FLOP/s", "B", "B/s", "bit/s", "Hz"};
    return std::ranges::find(units, unit) != units.end();
}

Scale scaleFor(double value, std::string_view unit)
{
    if (unit.starts_with("USD")) {
        return moneyScale(value, unit);
    }
    if (unit == "tokens/d") {
        return tokenScale(value);
    }
    if (unit == "s") {
        return timeScale(value, 1.0);
    }
    if (unit == "d") {
        return timeScale(value, 24.0 * 3600.0);
    }
    if (unit == "m") {
        return lengthScale(value);
    }
    if (takesSiPrefix(unit)) {
        return siScale(value, unit);
    }
    if (unit.empty() || unit == "1") {
        return powerScale(value, {});
    }
    QString name = QString::fromUtf8(unit);
    name.replace(QLatin1String("m2"), QStringLiteral("m²"));
    return powerScale(value, QLatin1Char(' ') + name);
}

// `digits` significant ones, without zeros at the end that say nothing.
QString number(double value, int digits)
{
    const double shown = rounded(value, digits);
    const double magnitude = shown == 0.0 ? 0.0 : std::floor(std::log10(std::abs(shown)));
    int decimals = std::max(0, digits - 1 - static_cast<int>(magnitude));
    while (decimals > 0) {
        const double step = std::pow(10.0, decimals - 1);
        if (std::abs(std::round(shown * step) / step - shown) > 1e-9 * std::abs(shown)) {
            break;
        }
        --decimals;
    }
    return QLocale().toString(shown, 'f', decimals);
}

enum class Accuracy
{
    Estimate,
    Exact,
};

Accuracy accuracyOf(const Range<double>& value)
{
    return value.isExact() ? Accuracy::Exact : Accuracy::Estimate;
}

// Of exact values: numbers whole, others nearly so, but what a prefix shortened stays short.
int digitsFor(Accuracy accuracy, std::string_view unit, const Scale& scale)
{
    if (accuracy == Accuracy::Estimate) {
        return people;
    }
    if ((unit.empty() || unit == "1") && scale.factor <= 1.0) {
        return std::numeric_limits<double>::digits10;
    }
    return scale.factor == 1.0 ? whole : shortened;
}

QString written(double value, std::string_view unit, Accuracy accuracy)
{
    if (!std::isfinite(value)) {
        return tr("unknown");
    }
    const Scale scale = scaleFor(value, unit);
    const QString sign = value < 0.0 ? QString(minusSign) : QString();
    return sign + scale.before +
           number(std::abs(value) / scale.factor, digitsFor(accuracy, unit, scale)) + scale.after;
}

} // namespace

QString valueText(double value, std::string_view unit)
{
    return written(value, unit, Accuracy::Estimate);
}

QString exactText(double value, std::string_view unit)
{
    return written(value, unit, Accuracy::Exact);
}

QString bandText(const Range<double>& value, std::string_view unit)
{
    if (value.isExact()) {
        return {};
    }
    const double factor = scaleFor(value.likely, unit).factor;
    return number(value.low / factor, people) + enDash + number(value.high / factor, people);
}

QString rangeText(const Range<double>& value, std::string_view unit)
{
    const QString likely = written(value.likely, unit, accuracyOf(value));
    const QString band = bandText(value, unit);
    return band.isEmpty() ? likely : QStringLiteral("%1 (%2)").arg(likely, band);
}

QString figureText(const Figure& figure)
{
    if (figure.unknownParts > 0 && figure.value.likely == 0.0) {
        return tr("unknown");
    }
    const QString value = written(figure.value.likely, figure.unit, accuracyOf(figure.value));
    return figure.unknownParts > 0 ? tr("more than %1").arg(value) : value;
}

QString figureWithBand(const Figure& figure)
{
    const QString value = figureText(figure);
    const QString band = bandText(figure.value, figure.unit);
    return band.isEmpty() ? value : QStringLiteral("%1 (%2)").arg(value, band);
}

QString differenceText(double before, double after, std::string_view unit)
{
    const double difference = after - before;
    const double size = std::max(std::abs(before), std::abs(after));
    if (std::abs(difference) <= 1e-9 * size) {
        return tr("no change");
    }
    const bool counted = unit == "1" && std::round(before) == before && std::round(after) == after;
    const QString text = counted ? exactText(difference, unit) : valueText(difference, unit);
    return difference > 0.0 ? QLatin1Char('+') + text : text;
}

QString percentText(double share)
{
    return number(100.0 * share, people) + tr(" %");
}

} // namespace rackwright::ui

#include "core/scenario/uncertainty.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <future>
#include <numeric>
#include <thread>

namespace rackwright::scenario {

namespace {

enum class Rule
{
    Constant,
    Draw,
    Sum,
    Difference,
    Product,
};

// A step of the calculation of all figures; inputs stand before what is made of them.
struct Step
{
    Rule rule = Rule::Constant;
    double factor = 0.0;      // of a product, or the constant
    std::size_t variable = 0; // of a draw
    std::vector<std::size_t> inputs;
};

struct Variable
{
    std::string key;
    std::string label;
    Range<double> band;

    friend bool operator==(const Variable&, const Variable&) = default;
};

bool isNear(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

bool isNear(const Range<double>& a, const Range<double>& b)
{
    return isNear(a.low, b.low) && isNear(a.likely, b.likely) && isNear(a.high, b.high);
}

struct Making
{
    Rule rule = Rule::Draw;
    double factor = 1.0;
};

// How a figure follows from its inputs: by the rule that gives its likely value and both ends of its band.
Making makingOf(const Figure& figure)
{
    if (figure.inputs.empty()) {
        return {};
    }
    Range<double> sum;
    Range<double> product = Range<double>::exact(1.0);
    for (const Figure& input : figure.inputs) {
        sum = sum + input.value;
        product = product * input.value;
    }
    if (isNear(sum, figure.value)) {
        return {Rule::Sum};
    }
    if (figure.inputs.size() == 2 &&
        isNear(figure.inputs[0].value + -1.0 * figure.inputs[1].value, figure.value)) {
        return {Rule::Difference};
    }
    const double factor = figure.value.likely / product.likely; // of units: Wh in a kWh
    if (std::isfinite(factor) && isNear(factor * product, figure.value)) {
        return {Rule::Product, factor};
    }
    return {};
}

// All figures as one list of steps.
class Calculation
{
public:
    explicit Calculation(std::span<const Figure> figures)
    {
        for (const Figure& figure : figures) {
            results_.push_back(add(figure));
        }
    }

    [[nodiscard]] std::span<const Step> steps() const { return steps_; }
    [[nodiscard]] std::span<const Variable> variables() const { return variables_; }
    [[nodiscard]] std::span<const std::size_t> results() const { return results_; }

private:
    std::size_t add(const Figure& figure)
    {
        if (figure.value.isExact()) {
            return append({.rule = Rule::Constant, .factor = figure.value.likely});
        }
        const Making making = makingOf(figure);
        Step step{.rule = making.rule, .factor = making.factor};
        if (making.rule == Rule::Draw) {
            step.variable = variableOf({figure.key, figure.label, figure.value});
        } else {
            for (const Figure& input : figure.inputs) {
                step.inputs.push_back(add(input));
            }
        }
        return append(std::move(step));
    }

    std::size_t append(Step step)
    {
        steps_.push_back(std::move(step));
        return steps_.size() - 1;
    }

    std::size_t variableOf(const Variable& variable)
    {
        const auto known = std::ranges::find(variables_, variable);
        if (known != variables_.end()) {
            return static_cast<std::size_t>(known - variables_.begin());
        }
        variables_.push_back(variable);
        return variables_.size() - 1;
    }

    std::vector<Step> steps_;
    std::vector<Variable> variables_;
    std::vector<std::size_t> results_;
};

// In [0, 1), from where it is asked alone: SplitMix64 as a function of its counter (Steele, Lea and Flood, "Fast
// splittable pseudorandom number generators", OOPSLA 2014).
double uniform(std::uint64_t seed, std::uint64_t counter)
{
    std::uint64_t bits = seed + (counter + 1) * 0x9E3779B97F4A7C15U;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    bits ^= bits >> 31U;
    return static_cast<double>(bits >> 11U) * 0x1.0p-53;
}

// A side of a triangle on which a tenth lies beyond the end of the band: (1 - band / side)^2 = 1/10.
const double sideOfBand = 1.0 / (1.0 - std::sqrt(0.1));

double drawn(const Range<double>& band, double chance)
{
    const double down = sideOfBand * (band.likely - band.low);
    const double up = sideOfBand * (band.high - band.likely);
    const double whole = down + up;
    const double value = chance * whole < down
                             ? band.likely - down + std::sqrt(chance * whole * down)
                             : band.likely + up - std::sqrt((1.0 - chance) * whole * up);
    return band.low >= 0.0 ? std::max(0.0, value) : value;
}

double worked(const Step& step, const std::vector<double>& values, const std::vector<double>& draws)
{
    const auto over = [&](double start, auto join) {
        return std::accumulate(
            step.inputs.begin(), step.inputs.end(), start, [&](double so, std::size_t input) {
                return join(so, values[input]);
            });
    };
    switch (step.rule) {
    case Rule::Constant:
        return step.factor;
    case Rule::Draw:
        return draws[step.variable];
    case Rule::Sum:
        return over(0.0, std::plus{});
    case Rule::Difference:
        return values[step.inputs[0]] - values[step.inputs[1]];
    case Rule::Product:
        return over(step.factor, std::multiplies{});
    }
    return 0.0;
}

using Draws = std::vector<std::vector<double>>; // by figure, then by sample

void workOut(const Calculation& calculation, Sampling sampling, int first, int last, Draws& into)
{
    const auto variables = calculation.variables();
    std::vector<double> draws(variables.size());
    std::vector<double> values(calculation.steps().size());
    for (int sample = first; sample < last; ++sample) {
        const auto counter = static_cast<std::uint64_t>(sample) * variables.size();
        for (std::size_t i = 0; i < variables.size(); ++i) {
            draws[i] = drawn(variables[i].band, uniform(sampling.seed, counter + i));
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = worked(calculation.steps()[i], values, draws);
        }
        for (std::size_t figure = 0; figure < into.size(); ++figure) {
            into[figure][static_cast<std::size_t>(sample)] = values[calculation.results()[figure]];
        }
    }
}

Draws drawAll(const Calculation& calculation, Sampling sampling)
{
    Draws draws(calculation.results().size(),
                std::vector<double>(static_cast<std::size_t>(sampling.samples)));
    const int parts = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    std::vector<std::future<void>> running;
    for (int part = 0; part < parts; ++part) {
        const auto from = [&](int of) {
            return static_cast<int>(std::int64_t{sampling.samples} * of / parts);
        };
        running.push_back(
            std::async(std::launch::async, [&, first = from(part), last = from(part + 1)] {
                workOut(calculation, sampling, first, last, draws);
            }));
    }
    for (std::future<void>& part : running) {
        part.get();
    }
    return draws;
}

// The value that a share of the draws stays below. REQUIRES: sorted.
double quantile(const std::vector<double>& draws, double share)
{
    const auto index = static_cast<std::size_t>(share * static_cast<double>(draws.size()));
    return draws[std::min(index, draws.size() - 1)];
}

Spread spreadOf(const Figure& figure, std::vector<double> draws)
{
    std::ranges::sort(draws);
    const auto count = static_cast<double>(draws.size());
    const double mean = std::accumulate(draws.begin(), draws.end(), 0.0) / count;
    double squares = 0.0;
    for (const double draw : draws) {
        squares += (draw - mean) * (draw - mean);
    }
    return {.label = figure.label,
            .unit = figure.unit,
            .mean = mean,
            .deviation = std::sqrt(squares / count),
            .low = quantile(draws, 0.05),
            .middle = quantile(draws, 0.5),
            .high = quantile(draws, 0.95)};
}

} // namespace

std::vector<Spread> spreadsOf(std::span<const Figure> figures, Sampling sampling)
{
    Draws draws = drawAll(Calculation{figures}, sampling);
    std::vector<Spread> spreads;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        spreads.push_back(spreadOf(figures[i], std::move(draws[i])));
    }
    return spreads;
}

std::vector<Figure> headlines(const Estimate& estimate)
{
    std::vector<Figure> figures{estimate.gpuCapex,
                                estimate.capex,
                                estimate.opex,
                                estimate.itPower,
                                estimate.facilityPower,
                                estimate.headroom,
                                estimate.energy};
    for (const TrainingEstimate& training : estimate.training) {
        figures.push_back(training.days);
    }
    std::erase_if(figures, isUnknown);
    return figures;
}

} // namespace rackwright::scenario

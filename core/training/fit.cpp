#include "core/training/fit.h"

#include "core/base/units.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace rackwright::training {

namespace {

using units::second;

constexpr double usualError = 0.07; // of a good prediction: weighs the runs against the priors
constexpr double tolerated = 0.06;  // beyond this, an error counts in proportion, not squared
constexpr int rounds = 25;

// A run with what the prediction chose for it, so that only factors vary.
struct Case
{
    const MeasuredRun* run;
    Strategy strategy;
    Tags tags = 0;
    double weight = 1.0;
};

double logStep(const Case& item, const Calibration& calibration)
{
    const Parameters parameters = parametersFor(calibration, item.tags);
    const MeasuredRun& run = *item.run;
    const MicrobatchTime microbatch =
        microbatchTime(run.model, run.cluster, item.strategy, parameters);
    return std::log(
        stepTime(microbatch, run.model, run.cluster, item.strategy, parameters).total() / second);
}

double residual(const Case& item, const Calibration& calibration)
{
    return logStep(item, calibration) - std::log(*item.run->stepSeconds);
}

// Sources with few rows would drown among those with hundreds.
double sourceWeight(std::size_t rows)
{
    return std::pow(static_cast<double>(rows) / 20.0, -0.35);
}

std::vector<Case> casesOf(const Calibration& calibration, std::span<const MeasuredRun> runs)
{
    std::map<std::string, std::size_t> rows;
    for (const MeasuredRun& run : runs) {
        rows[run.source] += run.stepSeconds ? 1U : 0U;
    }
    std::vector<Case> cases;
    for (const MeasuredRun& run : runs) {
        if (!run.stepSeconds || !(*run.stepSeconds > 0.0)) {
            continue;
        }
        if (const auto predicted = predict(run, calibration)) {
            const Tags tags = tagsOf(run.cluster.accelerator.name, run.model, predicted->strategy);
            cases.push_back({&run, predicted->strategy, tags, sourceWeight(rows[run.source])});
        }
    }
    return cases;
}

// Solves A x = b for a symmetric positive definite A, row by row.
std::vector<double> solved(std::vector<double> a, std::vector<double> b)
{
    const std::size_t n = b.size();
    for (std::size_t j = 0; j < n; ++j) { // Cholesky: A becomes L
        for (std::size_t k = 0; k < j; ++k) {
            for (std::size_t i = j; i < n; ++i) {
                a[i * n + j] -= a[i * n + k] * a[j * n + k];
            }
        }
        const double pivot = std::sqrt(std::max(1e-12, a[j * n + j]));
        for (std::size_t i = j; i < n; ++i) {
            a[i * n + j] /= pivot;
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            b[i] -= a[i * n + k] * b[k];
        }
        b[i] /= a[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) {
            b[i] -= a[k * n + i] * b[k];
        }
        b[i] /= a[i * n + i];
    }
    return b;
}

double loss(const Calibration& calibration, const std::vector<Case>& cases)
{
    double sum = 0.0;
    for (const Case& item : cases) {
        const double error = std::abs(residual(item, calibration));
        const double huber =
            error <= tolerated ? error * error : tolerated * (2.0 * error - tolerated);
        sum += item.weight * huber / (usualError * usualError);
    }
    for (const Rule& rule : calibration.rules) {
        if (rule.spread > 0.0) {
            const double away = std::log(rule.factor / rule.prior) / rule.spread;
            sum += away * away;
        }
    }
    return sum;
}

// The Gauss-Newton equations of the loss in the logarithms of the free factors.
struct Equations
{
    std::vector<std::size_t> free; // rules
    std::vector<double> matrix;
    std::vector<double> right;
};

Equations equationsAt(const Calibration& calibration, const std::vector<Case>& cases)
{
    Equations equations;
    for (std::size_t i = 0; i < calibration.rules.size(); ++i) {
        if (calibration.rules[i].spread > 0.0) {
            equations.free.push_back(i);
        }
    }
    const std::size_t n = equations.free.size();
    equations.matrix.assign(n * n, 0.0);
    equations.right.assign(n, 0.0);
    constexpr double nudge = 1e-4;
    Calibration nudged = calibration;
    std::vector<double> slope(n);
    for (const Case& item : cases) {
        const double error = residual(item, calibration);
        const double trust = std::min(1.0, tolerated / std::max(1e-12, std::abs(error)));
        const double weight = item.weight * trust / (usualError * usualError);
        for (std::size_t j = 0; j < n; ++j) {
            Rule& rule = nudged.rules[equations.free[j]];
            slope[j] = 0.0;
            if ((rule.when & item.tags) == rule.when) {
                const double factor = rule.factor;
                rule.factor *= 1.0 + nudge;
                slope[j] = (residual(item, nudged) - error) / nudge;
                rule.factor = factor;
            }
        }
        for (std::size_t j = 0; j < n; ++j) {
            if (slope[j] == 0.0) {
                continue;
            }
            equations.right[j] -= weight * slope[j] * error;
            for (std::size_t k = 0; k < n; ++k) {
                equations.matrix[j * n + k] += weight * slope[j] * slope[k];
            }
        }
    }
    for (std::size_t j = 0; j < n; ++j) {
        const Rule& rule = calibration.rules[equations.free[j]];
        const double stiffness = 1.0 / (rule.spread * rule.spread);
        equations.matrix[j * n + j] += stiffness;
        equations.right[j] -= stiffness * std::log(rule.factor / rule.prior);
    }
    return equations;
}

Calibration moved(const Calibration& calibration,
                  const Equations& equations,
                  const std::vector<double>& step)
{
    constexpr double farthest = 0.5;
    Calibration next = calibration;
    for (std::size_t j = 0; j < equations.free.size(); ++j) {
        next.rules[equations.free[j]].factor *= std::exp(std::clamp(step[j], -farthest, farthest));
    }
    return next;
}

} // namespace

Calibration fit(const Calibration& start, std::span<const MeasuredRun> runs)
{
    Calibration best = start;
    double damping = 1.0;
    for (int round = 0; round < rounds; ++round) {
        const std::vector<Case> cases = casesOf(best, runs);
        const double before = loss(best, cases);
        const Equations equations = equationsAt(best, cases);
        const std::size_t n = equations.free.size();
        bool better = false;
        for (int attempt = 0; attempt < 6 && !better; ++attempt) {
            std::vector<double> matrix = equations.matrix;
            for (std::size_t j = 0; j < n; ++j) {
                matrix[j * n + j] *= 1.0 + damping;
            }
            const Calibration next = moved(best, equations, solved(matrix, equations.right));
            better = loss(next, cases) < before;
            damping *= better ? 0.3 : 4.0;
            if (better) {
                best = next;
            }
        }
        if (!better) {
            break;
        }
    }
    return best;
}

std::vector<RowError> errorsOf(const Calibration& calibration, std::span<const MeasuredRun> runs)
{
    std::vector<RowError> errors;
    for (const MeasuredRun& run : runs) {
        const auto predicted = predict(run, calibration);
        if (run.stepSeconds && predicted) {
            const double ratio = predicted->estimate.time.total() / second / *run.stepSeconds;
            errors.push_back({run.id, run.source, ratio - 1.0});
        }
    }
    return errors;
}

std::vector<RowError> memoryErrorsOf(const Calibration& calibration,
                                     std::span<const MeasuredRun> runs)
{
    std::vector<RowError> errors;
    for (const MeasuredRun& run : runs) {
        const auto predicted = predict(run, calibration);
        if (run.memoryBytes && predicted) {
            const double ratio =
                predicted->estimate.memory.total() / units::byte / *run.memoryBytes;
            errors.push_back({run.id, run.source, ratio - 1.0});
        }
    }
    return errors;
}

std::vector<RowError> crossValidated(const Calibration& start,
                                     std::span<const MeasuredRun> runs,
                                     int folds)
{
    std::map<std::string, int> foldOf; // groups dealt out in turn
    for (const MeasuredRun& run : runs) {
        foldOf.try_emplace(run.group, static_cast<int>(foldOf.size()) % folds);
    }
    std::vector<RowError> errors;
    for (int fold = 0; fold < folds; ++fold) {
        std::vector<MeasuredRun> seen;
        std::vector<MeasuredRun> unseen;
        for (const MeasuredRun& run : runs) {
            (foldOf[run.group] == fold ? unseen : seen).push_back(run);
        }
        const auto part = errorsOf(fit(start, seen), unseen);
        errors.insert(errors.end(), part.begin(), part.end());
    }
    return errors;
}

std::vector<ErrorSummary> summarise(std::span<const RowError> errors)
{
    std::map<std::string, std::vector<double>> bySource;
    for (const RowError& error : errors) {
        bySource[error.source].push_back(error.relative);
    }
    const auto summary = [](const std::string& source, std::vector<double> values) {
        ErrorSummary result{.source = source, .rows = static_cast<int>(values.size())};
        for (double& value : values) {
            result.bias += value / result.rows;
            value = std::abs(value);
            result.mean += value / result.rows;
        }
        std::ranges::sort(values);
        const auto at = [&](double share) {
            const auto last = static_cast<double>(values.size() - 1);
            return values[static_cast<std::size_t>(std::lround(share * last))];
        };
        result.median = at(0.5);
        result.ninetieth = at(0.9);
        result.largest = values.back();
        return result;
    };
    std::vector<ErrorSummary> summaries;
    std::vector<double> all;
    for (const auto& [source, values] : bySource) {
        summaries.push_back(summary(source, values));
        all.insert(all.end(), values.begin(), values.end());
    }
    if (!all.empty()) {
        summaries.push_back(summary("all", all));
    }
    return summaries;
}

} // namespace rackwright::training

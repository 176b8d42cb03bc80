#include "core/training/goodput.h"

#include "core/base/units.h"

#include <algorithm>
#include <cmath>

namespace rackwright::training {

using units::hour;
using units::second;

Duration meanTimeBetweenFailures(double accelerators, double perHour)
{
    return hour / (accelerators * perHour);
}

double progressShare(const Failures& failures, Duration interval)
{
    const double mean = failures.meanTimeBetween / second;
    const double work = interval / second;
    const double pause = failures.checkpointPause / second;
    const double restart = failures.restart / second;
    return work / (mean * std::exp(restart / mean) * std::expm1((work + pause) / mean));
}

Goodput bestGoodput(const Failures& failures)
{
    // Progress is work / (e^((work + pause) / mean) - 1), best where e^-x (e^-pause/mean) = 1 - x with
    // x = work / mean; Newton from Young's sqrt(2 pause / mean) converges in a few steps.
    const double mean = failures.meanTimeBetween / second;
    const double keep = std::exp(-failures.checkpointPause / failures.meanTimeBetween);
    double x = std::sqrt(-2.0 * std::log(keep));
    for (int round = 0; round < 20 && x > 0.0; ++round) {
        const double miss = 1.0 - x - keep * std::exp(-x);
        const double slope = -1.0 + keep * std::exp(-x);
        if (std::abs(slope) < 1e-15) {
            break;
        }
        x -= miss / slope;
    }
    if (!(x > 0.0)) { // pauses cost nothing: checkpoint all the time, only restarts count
        return {Duration{}, std::exp(-failures.restart / failures.meanTimeBetween)};
    }
    const Duration interval = x * mean * second;
    return {interval, progressShare(failures, interval)};
}

double shareWithoutSpares(const Spares& spares, double servers, double perHour)
{
    const double mean = servers * perHour * (spares.repair / hour);
    double enough = 0.0; // chance that no more than the spares are away
    for (double away = 0.0; away <= spares.count; away += 1.0) {
        enough += std::exp(away * std::log(mean) - mean - std::lgamma(away + 1.0));
    }
    return mean > 0.0 ? std::max(0.0, 1.0 - enough) : 0.0;
}

} // namespace rackwright::training

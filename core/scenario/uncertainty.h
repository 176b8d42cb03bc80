// How sure the figures of an estimate are: worked out again for many draws of what they are made of.
#pragma once

#include "core/base/figure.h"
#include "core/scenario/estimate.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rackwright::scenario {

struct Sampling
{
    int samples = 10'000;
    std::uint64_t seed = 1;
};

// Where the draws of a figure lie.
struct Spread
{
    std::string label;
    std::string unit;
    double mean = 0.0;
    double deviation = 0.0;
    double low = 0.0; // 5 % of the draws are below
    double middle = 0.0;
    double high = 0.0; // 5 % are above
};

// One for each figure. A figure that is the sum, the difference or the product of its inputs is worked out from
// draws of those; any other is drawn from its own band. What enters at several places under one name is drawn once,
// so that what is common stays common, which bands in quadrature cannot know. A draw is triangular about the likely
// value, and outside of the band as often as base/range.h says: one time in ten; never below zero where the band
// is not. The same seed gives the same draws on any number of cores. REQUIRES: at least one sample.
[[nodiscard]] std::vector<Spread> spreadsOf(std::span<const Figure> figures, Sampling sampling);

// What one asks of an estimate first: cost, power, energy, training times. What is not known is left out.
[[nodiscard]] std::vector<Figure> headlines(const Estimate& estimate);

} // namespace rackwright::scenario

// The machine a model is trained on: accelerators, how they are joined, and how often they fail.
#pragma once

#include "core/base/quantity.h"

#include <optional>
#include <string>

namespace rackwright::training {

// What products are computed in. Fp8, Mxfp8 and Nvfp4 keep attention in BF16.
enum class NumberFormat
{
    Fp16,
    Bf16,
    Fp8,
    Mxfp8, // one scale for 32 values
    Nvfp4,
};

struct AcceleratorSpec
{
    std::string name;
    ComputeRate bf16Peak; // dense
    std::optional<ComputeRate> fp8Peak;
    std::optional<ComputeRate> fp4Peak;
    Data memory;
    Bandwidth memoryBandwidth;
    Bandwidth scaleUpBandwidth; // to the accelerators of its domain, one direction
    Power power;                // the most that it draws; none: not known

    bool operator==(const AcceleratorSpec&) const = default;
};

// Whether the data sheet has a rate for products in a format.
[[nodiscard]] inline bool multiplies(const AcceleratorSpec& accelerator, NumberFormat format)
{
    switch (format) {
    case NumberFormat::Fp16:
    case NumberFormat::Bf16:
        return true;
    case NumberFormat::Fp8:
    case NumberFormat::Mxfp8:
        return accelerator.fp8Peak.has_value();
    case NumberFormat::Nvfp4:
        return accelerator.fp4Peak.has_value();
    }
    return true;
}

// The peak rate of products in a format; of BF16 when the data sheet has no faster one.
[[nodiscard]] inline ComputeRate peakRate(const AcceleratorSpec& accelerator, NumberFormat format)
{
    switch (format) {
    case NumberFormat::Fp16:
    case NumberFormat::Bf16:
        return accelerator.bf16Peak;
    case NumberFormat::Fp8:
    case NumberFormat::Mxfp8:
        return accelerator.fp8Peak.value_or(accelerator.bf16Peak);
    case NumberFormat::Nvfp4:
        return accelerator.fp4Peak.value_or(accelerator.fp8Peak.value_or(accelerator.bf16Peak));
    }
    return accelerator.bf16Peak;
}

struct Cluster
{
    AcceleratorSpec accelerator;
    long accelerators = 0;
    int scaleUpDomain = 8;         // accelerators joined by NVLink
    Bandwidth networkBandwidth;    // per accelerator, one direction
    double oversubscription = 1.0; // of the worst tier that a whole-cluster ring crosses
    double contention = 1.0;       // traffic takes this times as long beside other tenants'
    double slowShare = 0.0;        // of the accelerators that work slower for good, until evicted
    double slowdown = 1.0;         // their steps take this times as long
    Bandwidth loading; // of training data from storage, all accelerators; none: never waited for
};

} // namespace rackwright::training

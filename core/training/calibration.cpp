#include "core/training/calibration.h"

#include "core/base/units.h"

namespace rackwright::training {

using units::microsecond;
using units::millisecond;

Parameters shippedParameters(const AcceleratorSpec& accelerator, const Strategy& strategy)
{
    (void)accelerator;
    Parameters parameters;
    const bool quick =
        strategy.format != NumberFormat::Bf16 && strategy.format != NumberFormat::Fp16;
    parameters.productEfficiency = quick ? 0.50 : 0.60;
    parameters.expertOverlap = 0.7;
    parameters.productOverhead = 4.0 * microsecond;
    parameters.kernelLaunch = 4.0 * microsecond;
    parameters.scaleUpLatency = 15.0 * microsecond;
    parameters.networkLatency = 15.0 * microsecond;
    parameters.stepOverhead = 5.0 * millisecond;
    return parameters;
}

} // namespace rackwright::training

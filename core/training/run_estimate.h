// How long a workload of the plan trains on a number of accelerators.
#pragma once

#include "core/base/range.h"
#include "core/base/result.h"
#include "core/model/catalogue.h"
#include "core/training/batch_ramp.h"
#include "core/training/goodput.h"
#include "core/training/step_time.h"

#include <optional>
#include <string>
#include <string_view>

namespace rackwright::training {

// What a run meets beside its own work. As it stands: nothing.
struct Circumstances
{
    PipelineSchedule schedule = PipelineSchedule::Alternating;
    BatchRamp ramp;
    double contention = 1.0; // traffic takes this times as long beside other tenants'
    double slowShare = 0.0;  // of the accelerators that work slower for good, until evicted
    double slowdown = 1.0;   // their steps take this times as long
    Bandwidth loading;       // of training data from storage, all accelerators; none: enough
};

struct RunCase
{
    Workload workload;
    Accelerator accelerator;
    long accelerators = 0;
    int scaleUpDomain = 8;         // accelerators joined by NVLink: a server, or a rack of 72
    Bandwidth networkBandwidth;    // per accelerator, one direction
    double oversubscription = 1.0; // of the worst tier; 1: non-blocking
    Circumstances around;
};

// What the estimate takes on trust beside the calibrated parameters.
struct RunAssumptions
{
    Range<double> stepTimeError{0.90, 1.0, 1.15};           // measured over predicted step time
    Range<double> failuresPerHour{1.5e-5, 1.97e-5, 3.3e-5}; // of one accelerator; F1, F-13
    Range<Duration> checkpointPause{
        Duration::fromBase(1.0), Duration::fromBase(5.0), Duration::fromBase(15.0)};
    Range<Duration> restart{
        Duration::fromBase(90.0), Duration::fromBase(180.0), Duration::fromBase(600.0)};

    friend bool operator==(const RunAssumptions&, const RunAssumptions&) = default;
};

struct RunEstimate
{
    std::optional<Strategy>
        strategy; // none for a workload given by its compute, with step, stepTime
    std::optional<StepEstimate> step;
    std::optional<Range<Duration>> stepTime;
    Range<double> mfu; // low: the worst
    Range<double> goodput;
    Goodput checkpoints; // likely
    Duration meanTimeBetweenFailures;
    Range<Duration> duration; // with failures
    long used = 0;            // accelerators that the layout takes; the others idle
    long idle = 0;
    std::string note; // what to keep in mind; may be empty
};

// Measured over predicted step time on an accelerator, of which `usual` is assumed where runs were measured.
[[nodiscard]] Range<double> stepTimeError(bool calibrated, const Range<double>& usual);

// Fails with Invalid where the layout cannot be, with DoesNotFit where it needs more accelerators.
Result<RunEstimate> estimateRun(const RunCase& run, const RunAssumptions& assumptions);

[[nodiscard]] TrainingModel modelOf(const Workload& workload);

// The data sheet's figures. A NVLink bandwidth that is not known is taken as the network's, by the caller.
[[nodiscard]] AcceleratorSpec specOf(const Accelerator& accelerator);

} // namespace rackwright::training

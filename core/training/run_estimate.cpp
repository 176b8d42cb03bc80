#include "core/training/run_estimate.h"

#include "core/base/units.h"
#include "core/training/calibration.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace rackwright::training {

namespace {

NumberFormat formatOf(Precision precision)
{
    return precision == Precision::Fp8 ? NumberFormat::Fp8 : NumberFormat::Bf16;
}

Cluster clusterOf(const RunCase& run)
{
    Cluster cluster;
    cluster.accelerator = specOf(run.accelerator);
    if (!run.accelerator.scaleUpBandwidth) {
        cluster.accelerator.scaleUpBandwidth = run.networkBandwidth;
    }
    cluster.accelerators = run.accelerators;
    cluster.scaleUpDomain = run.scaleUpDomain;
    cluster.networkBandwidth = run.networkBandwidth;
    cluster.oversubscription = run.oversubscription;
    cluster.contention = run.around.contention;
    cluster.slowShare = run.around.slowShare;
    cluster.slowdown = run.around.slowdown;
    cluster.loading = run.around.loading;
    return cluster;
}

// Without data parallelism, which takes what there is. Schedules other than the alternating one have no chunks.
Strategy layoutOf(const Workload& workload, PipelineSchedule schedule)
{
    const bool chunks = schedule == PipelineSchedule::Alternating;
    Strategy strategy;
    strategy.schedule = schedule;
    strategy.tensorParallel = workload.tensorParallel;
    strategy.pipelineParallel = workload.pipelineParallel;
    strategy.pipelineInterleave = chunks ? workload.pipelineInterleave : 1;
    strategy.contextParallel = workload.contextParallel;
    strategy.expertParallel = workload.expertParallel;
    strategy.microbatch = workload.microbatch;
    strategy.microbatches = workload.microbatches;
    strategy.format = formatOf(workload.precision);
    // Who spreads experts over many domains hides their traffic behind another microbatch.
    strategy.traits.expertOverlap = workload.experts > 0 && workload.expertParallel > 8;
    return strategy;
}

// Rate, pause and restart are independent: their deviations combine in quadrature.
Range<double> goodputBand(double accelerators, const RunAssumptions& assumptions)
{
    const auto& rate = assumptions.failuresPerHour;
    const auto& pause = assumptions.checkpointPause;
    const auto& restart = assumptions.restart;
    const auto share = [&](double failures, Duration pausing, Duration restarting) {
        return bestGoodput({meanTimeBetweenFailures(accelerators, failures), pausing, restarting})
            .share;
    };
    const double likely = share(rate.likely, pause.likely, restart.likely);
    const auto deviation = [&](auto end) {
        return std::hypot(likely - share(end(rate), pause.likely, restart.likely),
                          likely - share(rate.likely, end(pause), restart.likely),
                          likely - share(rate.likely, pause.likely, end(restart)));
    };
    const double down = deviation([](const auto& range) { return range.high; });
    const double up = deviation([](const auto& range) { return range.low; });
    return {std::max(0.05 * likely, likely - down), likely, std::min(1.0, likely + up)};
}

Range<double> inverse(const Range<double>& range)
{
    return {1.0 / range.high, 1.0 / range.likely, 1.0 / range.low};
}

void addFailures(RunEstimate& estimate, const RunAssumptions& assumptions)
{
    const auto count = static_cast<double>(estimate.used);
    estimate.meanTimeBetweenFailures =
        meanTimeBetweenFailures(count, assumptions.failuresPerHour.likely);
    estimate.checkpoints = bestGoodput({estimate.meanTimeBetweenFailures,
                                        assumptions.checkpointPause.likely,
                                        assumptions.restart.likely});
    estimate.goodput = goodputBand(count, assumptions);
}

// The step with no more recomputed than the memory asks for; with everything recomputed if nothing fits.
Result<StepEstimate> leastRecomputed(const RunCase& run, Strategy& strategy)
{
    const TrainingModel model = modelOf(run.workload);
    const Cluster cluster = clusterOf(run);
    for (const Recompute recompute : {Recompute::None, Recompute::Selective, Recompute::Full}) {
        strategy.recompute = recompute;
        if (memoryUse(model, strategy).total() <= cluster.accelerator.memory) {
            break;
        }
    }
    const Parameters parameters = shippedParameters(cluster.accelerator, model, strategy);
    return estimateStep(model, cluster, strategy, parameters);
}

// All steps of the run, without failures.
Result<Duration> workTime(const RunCase& run, const Strategy& strategy)
{
    const TrainingModel model = modelOf(run.workload);
    const Cluster cluster = clusterOf(run);
    return trainingTime(model,
                        cluster,
                        strategy,
                        shippedParameters(cluster.accelerator, model, strategy),
                        run.workload.tokens,
                        run.around.ramp);
}

// Replicas come in multiples of this, so that experts are spread over whole groups of ranks.
long replicaMultiple(const Workload& workload)
{
    const long beside = static_cast<long>(workload.tensorParallel) * workload.contextParallel;
    const long experts = std::max(1, workload.expertParallel);
    return experts / std::gcd(experts, beside);
}

// As many as there is room for; at least one, and then its experts are refused.
long replicasOn(const RunCase& run, long slice)
{
    const long multiple = replicaMultiple(run.workload);
    return std::max(1L, run.accelerators / slice / multiple * multiple);
}

std::string noteOn(const RunCase& run, const Strategy& strategy, const StepEstimate& step)
{
    std::string note;
    if (step.memory.total() > run.accelerator.memory) {
        note = fmt::format("needs {:.0f} GB of the accelerator's {:.0f} GB; ",
                           step.memory.total() / units::gigabyte,
                           run.accelerator.memory / units::gigabyte);
    } else if (strategy.recompute == Recompute::Full) {
        note = "computes activations again to fit the memory; ";
    }
    if (const long idle = run.accelerators - strategy.accelerators(); idle > 0) {
        const long slice =
            strategy.accelerators() / strategy.dataParallel * replicaMultiple(run.workload);
        note += fmt::format("{} of {} accelerators idle, as the layout takes multiples of {}; ",
                            idle,
                            run.accelerators,
                            slice);
    }
    if (!isCalibrated(run.accelerator.slug)) {
        note += "no run on this accelerator was measured: its data sheet alone, in a wider band; ";
    }
    return note.substr(0, note.empty() ? 0 : note.size() - 2);
}

RunEstimate estimateByCompute(const RunCase& run, const RunAssumptions& assumptions)
{
    RunEstimate estimate;
    estimate.used = run.accelerators;
    estimate.mfu = run.workload.utilisation;
    addFailures(estimate, assumptions);
    const ComputeRate peak = static_cast<double>(run.accelerators) *
                             peakRate(specOf(run.accelerator), formatOf(run.workload.precision));
    const Duration ideal = run.workload.compute / peak;
    estimate.duration =
        inverse(estimate.mfu) * inverse(estimate.goodput) * Range<Duration>::exact(ideal);
    estimate.note = "given by its compute: the utilisation is assumed, there is no step time";
    return estimate;
}

} // namespace

// Wider for an accelerator known by its data sheet alone: products reach 1.25 times the share of the peak on Ampere
// that they do on Hopper, and 0.76 times on Blackwell (product_efficiency in data/calibration/training.json).
Range<double> stepTimeError(bool calibrated, const Range<double>& usual)
{
    const Range<double> unseen{0.80, 1.0, 1.31};
    return calibrated ? usual : usual * unseen;
}

TrainingModel modelOf(const Workload& workload)
{
    TrainingModel model;
    model.layers = workload.layers;
    model.hidden = workload.hidden;
    model.heads = workload.heads;
    model.kvHeads = workload.kvHeads;
    model.headSize = workload.headSize;
    model.attention = workload.attention;
    model.queryRank = workload.queryRank;
    model.kvRank = workload.kvRank;
    model.ropeSize = workload.ropeSize;
    model.valueSize = workload.valueSize;
    model.feedForward = workload.feedForward;
    model.gated = workload.gated;
    model.denseLayers = workload.denseLayers;
    model.experts = workload.experts;
    model.activeExperts = workload.activeExperts;
    model.sharedExperts = workload.sharedExperts;
    model.expertFeedForward = workload.expertFeedForward;
    model.vocabulary = workload.vocabulary;
    model.sequence = workload.sequence;
    return model;
}

AcceleratorSpec specOf(const Accelerator& accelerator)
{
    AcceleratorSpec spec;
    spec.name = accelerator.slug;
    spec.bf16Peak = accelerator.bf16Peak;
    spec.fp8Peak = accelerator.fp8Peak;
    spec.memory = accelerator.memory;
    spec.memoryBandwidth = accelerator.memoryBandwidth;
    spec.power = accelerator.designPower;
    spec.scaleUpBandwidth = 0.5 * accelerator.scaleUpBandwidth.value_or(Bandwidth{});
    return spec;
}

Result<RunEstimate> estimateRun(const RunCase& run, const RunAssumptions& assumptions)
{
    if (run.workload.kind == WorkloadKind::Compute) {
        if (run.accelerators < 1) {
            return Error{ErrorCode::DoesNotFit, run.workload.name, "there are no accelerators"};
        }
        return estimateByCompute(run, assumptions);
    }
    Strategy strategy = layoutOf(run.workload, run.around.schedule);
    const long slice = strategy.accelerators();
    if (slice < 1 || run.accelerators < slice) {
        return Error{ErrorCode::DoesNotFit,
                     run.workload.name,
                     fmt::format("its layout takes {} accelerators and there are {}",
                                 slice,
                                 run.accelerators)};
    }
    strategy.dataParallel = replicasOn(run, slice);
    const auto step = leastRecomputed(run, strategy);
    if (!step) {
        return step.error();
    }
    const auto work = workTime(run, strategy);
    if (!work) {
        return work.error();
    }
    RunEstimate estimate;
    estimate.strategy = strategy;
    estimate.step = *step;
    estimate.used = strategy.accelerators();
    estimate.idle = run.accelerators - estimate.used;
    const Range<double> error =
        stepTimeError(isCalibrated(run.accelerator.slug), assumptions.stepTimeError);
    estimate.stepTime = error * Range<Duration>::exact(step->time.total());
    estimate.mfu = inverse(error) * Range<double>::exact(step->mfu);
    addFailures(estimate, assumptions);
    estimate.duration = inverse(estimate.goodput) * error * Range<Duration>::exact(*work);
    estimate.note = noteOn(run, strategy, *step);
    return estimate;
}

} // namespace rackwright::training

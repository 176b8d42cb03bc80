// How long one layer works on one microbatch: what the strategies of a search have in common.
#pragma once

#include "core/training/parameters.h"
#include "core/training/strategy.h"
#include "core/training/training_model.h"

namespace rackwright::training {

// Seconds on one accelerator; traffic is what is not hidden.
struct PassTime
{
    double compute = 0.0;
    double tensorTraffic = 0.0;
    double contextTraffic = 0.0;
    double expertTraffic = 0.0;

    [[nodiscard]] double total() const
    {
        return compute + tensorTraffic + contextTraffic + expertTraffic;
    }

    friend PassTime operator+(const PassTime& a, const PassTime& b)
    {
        return {a.compute + b.compute,
                a.tensorTraffic + b.tensorTraffic,
                a.contextTraffic + b.contextTraffic,
                a.expertTraffic + b.expertTraffic};
    }

    friend PassTime operator*(double k, const PassTime& t)
    {
        return {k * t.compute, k * t.tensorTraffic, k * t.contextTraffic, k * t.expertTraffic};
    }
};

struct LayerTime
{
    PassTime forward;
    PassTime backward;    // with what is computed again
    double weights = 0.0; // seconds of the backward pass for gradients of weights, which may wait
};

[[nodiscard]] LayerTime layerTime(const TrainingModel& model,
                                  LayerKind kind,
                                  const Strategy& strategy,
                                  const Cluster& cluster,
                                  const Parameters& parameters);

// The vocabulary product and the loss on the last stage.
[[nodiscard]] LayerTime headTime(const TrainingModel& model,
                                 const Strategy& strategy,
                                 const Cluster& cluster,
                                 const Parameters& parameters);

} // namespace rackwright::training

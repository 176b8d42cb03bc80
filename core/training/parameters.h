// The figures that are fitted to measured runs, not read from a data sheet.
#pragma once

#include "core/base/quantity.h"

namespace rackwright::training {

// For one accelerator, number format and software era. Efficiencies are fractions of a data sheet's figure.
struct Parameters
{
    double productEfficiency = 0.72;          // of large matrix products
    double productEdge = 300.0;               // a product M x N x K loses edge (1/M + 1/N + 1/K)
    double attentionForwardEfficiency = 0.60; // of the BF16 peak, flash attention
    double attentionBackwardEfficiency = 0.52;
    double memoryEfficiency = 0.80;
    double elementwiseTraffic = 1.0; // of the least traffic of norms, activations and residuals
    Duration productOverhead;        // of each matrix product: ramp up and tail
    Duration kernelLaunch;           // what the host needs for each kernel
    double scaleUpEfficiency = 0.75;
    Duration scaleUpLatency; // of one collective
    double networkEfficiency = 0.85;
    Duration networkLatency;          // of one step of a ring or tree
    double exchangeEfficiency = 0.60; // of all-to-all traffic
    double tensorOverlap = 0.5;       // hidden share of traffic, with the next three
    double dataOverlap = 0.85;
    double pipelineOverlap = 0.9;
    double expertOverlap = 0.0;
    double expertImbalance = 0.0; // load of the fullest rank above the mean
    Duration stepOverhead;        // host work of each step
    double jitter = 0.005;        // relative spread of the step times of independent ranks
};

} // namespace rackwright::training

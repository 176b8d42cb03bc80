// The figures that are fitted to measured runs, not read from a data sheet.
#pragma once

#include <span>
#include <string_view>

namespace rackwright::training {

// For one accelerator, number format and software. Efficiencies are fractions of a data sheet's figure.
// Plain numbers, since a fit moves them all alike; times are in seconds and say so.
struct Parameters
{
    double productEfficiency = 1.0;   // of large matrix products
    double productEdge = 1.0;         // a product M x N x K loses edge (1/M + 1/N + 1/K)
    double groupedEfficiency = 1.0;   // of the experts' products, relative to a single one
    double attentionEfficiency = 1.0; // forward, of the BF16 peak
    double attentionEdge = 1.0;       // a sequence of s loses edge / s
    double attentionBackward = 1.0;   // efficiency of backward relative to forward
    double memoryEfficiency = 1.0;    // of the memory bandwidth
    double elementwiseTraffic = 1.0;  // of the least traffic of norms, activations and residuals
    double launchSeconds = 1.0;       // what the host needs for a kernel
    double kernelSeconds = 1.0;       // ramp up and tail of each kernel
    double scaleUpEfficiency = 1.0;   // of NVLink
    double scaleUpSeconds = 1.0;      // of one collective
    double networkEfficiency = 1.0;   // of the NIC
    double networkSeconds = 1.0;      // of one step of a ring or tree
    double exchangeEfficiency = 1.0;  // of all-to-all traffic within a domain
    double networkExchange = 1.0;     // of all-to-all traffic between domains
    double expertLaunches = 1.0;      // kernels that the host starts for each expert of a rank
    double permuteTraffic = 1.0;      // of the least traffic of sorting tokens by expert
    double tensorExposed = 1.0;       // share of the traffic that nothing hides, with the next four
    double dataExposed = 1.0;
    double pipelineExposed = 1.0;
    double expertExposed = 1.0;
    double contextExposed = 1.0;
    double optimizerTraffic = 1.0; // of the least memory traffic of the optimizer
    double stepSeconds = 1.0;      // host work of each step
    double jitter = 1.0;           // relative spread of the step times of independent ranks
    double maturity = 1.0;         // all of a rank's computing takes this times as long
};

struct ParameterField
{
    std::string_view name; // as in the data file
    double Parameters::*member;
};

[[nodiscard]] std::span<const ParameterField> parameterFields();

} // namespace rackwright::training

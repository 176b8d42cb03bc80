// The parameters fitted to measured runs: a list of rules, each a factor for the cases that carry its tags.
#pragma once

#include "core/base/result.h"
#include "core/training/parameters.h"
#include "core/training/strategy.h"
#include "core/training/training_model.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rackwright::training {

// Tags of a case as a set of bits: accelerator, generation, number format, software, traits.
using Tags = std::uint64_t;

[[nodiscard]] Tags tagsOf(std::string_view accelerator,
                          const TrainingModel& model,
                          const Strategy& strategy);

// A parameter is the product of the factors of all rules whose tags the case has.
struct Rule
{
    double Parameters::*parameter = nullptr;
    Tags when = 0;       // none: every case
    double factor = 1.0; // fitted
    double prior = 1.0;  // what is believed before any run is seen
    double spread = 0.0; // how far a fit may go: a deviation of the logarithm; 0: fixed
    std::string origin;  // of the prior
};

struct Calibration
{
    std::string note;                          // what it was fitted to, and how well it holds
    std::vector<AcceleratorSpec> accelerators; // data sheets of the accelerators in the runs
    std::vector<Rule> rules;
};

[[nodiscard]] Parameters parametersFor(const Calibration& calibration, Tags tags);

// Fails with FileDamaged; detail names the place.
Result<Calibration> readCalibration(std::string_view json);
[[nodiscard]] std::string writeCalibration(const Calibration& calibration);

// Whether runs on such an accelerator were fitted; others are taken for a Hopper of their data sheet.
[[nodiscard]] bool isCalibrated(std::string_view accelerator);

// The same for a data sheet: one that has only the name of such an accelerator and other figures is not one.
[[nodiscard]] bool isCalibrated(const AcceleratorSpec& accelerator);

// data/calibration/training.json as it was when the program was built.
[[nodiscard]] const Calibration& shippedCalibration();

// Null when there is no such accelerator. "H100" stands for "H100-SXM-80GB".
[[nodiscard]] const AcceleratorSpec* findAccelerator(const Calibration& calibration,
                                                     std::string_view name);

[[nodiscard]] Parameters shippedParameters(const AcceleratorSpec& accelerator,
                                           const TrainingModel& model,
                                           const Strategy& strategy);

} // namespace rackwright::training

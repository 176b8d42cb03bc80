// Fits a calibration's factors to measured runs, and tells how well fitted parameters predict unseen ones.
#pragma once

#include "core/training/measured_run.h"

#include <span>

namespace rackwright::training {

// The factors that make the measured step times most likely, given their priors: least squares of the
// logarithm of predicted over measured, each rule held to its prior by its spread, and a row that is far
// off counted no more than in proportion. Rows without a measured step time are passed over.
[[nodiscard]] Calibration fit(const Calibration& start, std::span<const MeasuredRun> runs);

// Predicted over measured step time, less one; of the rows that have one.
struct RowError
{
    std::string id;
    std::string source;
    double relative = 0.0;
};

[[nodiscard]] std::vector<RowError> errorsOf(const Calibration& calibration,
                                             std::span<const MeasuredRun> runs);

// The same of the memory, of the rows whose memory was measured.
[[nodiscard]] std::vector<RowError> memoryErrorsOf(const Calibration& calibration,
                                                   std::span<const MeasuredRun> runs);

// Each row predicted by a fit to the rows of other groups only; `folds` fits in all.
[[nodiscard]] std::vector<RowError> crossValidated(const Calibration& start,
                                                   std::span<const MeasuredRun> runs,
                                                   int folds);

// Of the absolute errors.
struct ErrorSummary
{
    std::string source; // "all" for the last
    int rows = 0;
    double mean = 0.0;
    double median = 0.0;
    double ninetieth = 0.0;
    double largest = 0.0;
    double bias = 0.0; // mean of the signed errors
};

// One for each source in alphabetical order, then one for all.
[[nodiscard]] std::vector<ErrorSummary> summarise(std::span<const RowError> errors);

} // namespace rackwright::training

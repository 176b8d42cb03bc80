// Published training runs with what was measured, read from a table of comma-separated values.
#pragma once

#include "core/base/result.h"
#include "core/training/calibration.h"
#include "core/training/step_time.h"
#include "core/training/training_model.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackwright::training {

// What the row does not say is chosen by the prediction: the fastest that fits the memory.
struct MeasuredRun
{
    std::string id;
    std::string source; // kind of source: "megascale"
    std::string citation;
    std::string modelName; // as published, with the next one
    std::string softwareName;
    std::string group; // rows of one configuration, kept together when a fit is tested
    TrainingModel model;
    Cluster cluster;
    Strategy strategy;
    double batch = 0.0; // sequences in a step
    bool microbatchKnown = true;
    bool interleaveKnown = true;
    bool recomputeKnown = true;
    std::vector<std::string>
        warnings; // fields that are missing or do not go round, and what was taken instead
    std::optional<double> stepSeconds; // measured, with the next one
    std::optional<double> memoryBytes;
};

// Columns are found by the names of data/training/README.md. Rows that cannot be answered at all have a
// warning. Fails with Invalid when the header lacks id, gpu or n_gpus, or no data follows.
Result<std::vector<MeasuredRun>> readRuns(std::string_view csv, const Calibration& calibration);

struct Prediction
{
    Strategy strategy; // with what was chosen
    StepEstimate estimate;
    bool fits = true; // in memory
};

// Reads no measured value.
Result<Prediction> predict(const MeasuredRun& run, const Calibration& calibration);

} // namespace rackwright::training

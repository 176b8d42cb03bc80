// The published runs that the shipped calibration was fitted to, and how well it foretells each unseen.
#pragma once

#include "core/training/csv_table.h"
#include "core/training/fit.h"

#include <span>
#include <string>
#include <vector>

namespace rackwright::training {

struct PublishedRun
{
    MeasuredRun run;
    Duration measured;  // of a step, with the next two
    Duration predicted; // by the shipped calibration
    Duration unseen;    // by a fit to the runs of other groups

    [[nodiscard]] double unseenError() const { return unseen / measured - 1.0; }
};

// data/calibration/published_runs.csv.
[[nodiscard]] const std::vector<PublishedRun>& publishedRuns();

struct NearRun
{
    const PublishedRun* published = nullptr;
    double distance =
        0.0; // 0: alike; 1: e times as large in one respect, or of another kind in one
};

// The `count` runs most like the case, nearest first: in active parameters, sequence, accelerators, degrees of
// parallelism, and in kind of accelerator, number format, experts and sharding.
[[nodiscard]] std::vector<NearRun> nearestRuns(const TrainingModel& model,
                                               const Cluster& cluster,
                                               const Strategy& strategy,
                                               std::size_t count);

// The text of published_runs.csv: the rows of `table` that have an error, with the columns that a prediction reads.
[[nodiscard]] std::string publishedTable(const CsvTable& table, std::span<const RowError> unseen);

} // namespace rackwright::training

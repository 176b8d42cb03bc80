// Finds the fastest strategies for a model on a cluster.
#pragma once

#include "core/base/result.h"
#include "core/training/calibration.h"
#include "core/training/step_time.h"

#include <functional>
#include <vector>

namespace rackwright::training {

struct SearchProblem
{
    TrainingModel model;
    Cluster cluster;
    long batch = 0; // sequences in a step
    NumberFormat format = NumberFormat::Bf16;
    Software software = Software::InHouse;
    PipelineSchedule schedule = PipelineSchedule::Alternating;
    ContextExchange contextExchange = ContextExchange::Ring;
    Data memory; // that a strategy may use
};

enum class SearchMethod
{
    Exhaustive, // every strategy
    Pruned,     // only those that could still be among the best; finds the same
};

struct Candidate
{
    Strategy strategy;
    Duration stepTime;
};

struct SearchResult
{
    long strategies = 0; // whose degrees divide what they must
    long evaluated = 0;
    std::vector<Candidate> best; // fastest first; none when nothing fits the memory
};

enum class GoOn
{
    No,
    Yes,
};

// Told now and then what share of the search is done. After "no" the search ends with what it has found.
using SearchWatch = std::function<GoOn(double done)>;

// The `top` fastest of the strategies that fit the memory. Fails with Invalid; subject names the field.
Result<SearchResult> searchStrategies(const SearchProblem& problem,
                                      const Calibration& calibration,
                                      SearchMethod method,
                                      std::size_t top,
                                      const SearchWatch& watch = {});

} // namespace rackwright::training

// What 'training estimate' and 'training search' both ask for.
#pragma once

#include "core/training/step_time.h"

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace CLI {
class App;
}

namespace rackwright::cli {

inline constexpr double gibibyte = 1024.0 * 1024.0 * 1024.0;

struct TrainingSetting
{
    std::string model;
    std::string gpu = "H100";
    long gpus = 8;
    int tenants = 1;
    int domain = 8;
    double networkGbps = 400.0;
    double oversubscription = 1.0;
    double contention = 0.0; // 0: by the tenants
    double slowShare = 0.0;
    double slowdown = 1.1;
    double loadingGBps = 0.0;
    long batch = 0;
    int sequence = 0;
    int packedDocument = 0;
    int predictedTokens = 0;
    training::NumberFormat format = training::NumberFormat::Bf16;
    training::PipelineSchedule schedule = training::PipelineSchedule::Alternating;
    training::ContextExchange contextExchange = training::ContextExchange::Ring;
    bool json = false;
};

void addTrainingSetting(CLI::App& command, TrainingSetting& setting);

Result<training::TrainingModel> modelFrom(const TrainingSetting& setting);

// One tenant's part of the GPUs.
Result<training::Cluster> clusterFrom(const TrainingSetting& setting);

[[nodiscard]] nlohmann::ordered_json strategyJson(const training::Strategy& strategy);

// Values of --recompute and --sharding.
[[nodiscard]] const std::map<std::string, training::Recompute>& recomputeNames();
[[nodiscard]] const std::map<std::string, training::Sharding>& shardingNames();

template <typename T>
std::string nameOf(const std::map<std::string, T>& names, T value)
{
    for (const auto& [name, candidate] : names) {
        if (candidate == value) {
            return name;
        }
    }
    return "";
}

// Complains about a field of a model or a strategy by the option that sets it.
int complainOfShape(const Error& error);

// Four digits and the unit.
[[nodiscard]] std::string shownValue(double value, const char* unit);

} // namespace rackwright::cli

// What 'training estimate' and 'training search' both ask for.
#pragma once

#include "core/training/run_estimate.h"

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace CLI {
class App;
}

namespace rackwright::cli {

inline constexpr double gibibyte = 1024.0 * 1024.0 * 1024.0;

// What a run meets beside its own work, as options say it.
struct SharingSetting
{
    int tenants = 1;
    double contention = 0.0; // 0: by the tenants
    double slowShare = 0.0;
    double slowdown = 1.1;
    double loadingGBps = 0.0;
};

// Servers that stand by for failed ones.
struct SparesSetting
{
    int count = -1; // never too few
    double repairHours = 24.0;
};

struct TrainingSetting
{
    std::string model;
    std::string gpu = "H100";
    long gpus = 8;
    SharingSetting sharing;
    int domain = 0; // 0: by the GPU
    double networkGbps = 400.0;
    double oversubscription = 1.0;
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

// Its parts that 'training days' asks for too.
void addSharing(CLI::App& command, SharingSetting& sharing);
void addSchedule(CLI::App& command, training::PipelineSchedule& schedule);
void addRamp(CLI::App& command, training::BatchRamp& ramp);
void addSpares(CLI::App& command, SparesSetting& spares);

[[nodiscard]] training::Circumstances circumstancesOf(const SharingSetting& sharing);

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

// Complains about an option, or about what stands in a file that it names.
int complainOfSetting(const Error& error);

// Complains about a field of a model or a strategy by the option that sets it.
int complainOfShape(const Error& error);

// Four digits and the unit.
[[nodiscard]] std::string shownValue(double value, const char* unit);

} // namespace rackwright::cli

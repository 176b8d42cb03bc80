#include "core/training/published_runs.h"

#include "core/base/units.h"
#include "core/training/shipped_calibration.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace rackwright::training {

namespace {

using units::second;

constexpr std::array<std::string_view, 39> columns{
    "id",
    "source_type",
    "source",
    "group",
    "gpu",
    "n_gpus",
    "nvlink_domain",
    "internode_gbps_per_gpu",
    "model",
    "layers",
    "hidden",
    "heads",
    "kv_heads",
    "head_dim",
    "ffn",
    "gated_mlp",
    "vocab",
    "attn",
    "n_experts",
    "topk",
    "moe_ffn",
    "shared_experts",
    "dense_layers",
    "seq",
    "gbs",
    "mbs",
    "tp",
    "pp",
    "dp",
    "cp",
    "ep",
    "vpp",
    "sharding",
    "recompute",
    "precision",
    "software",
    "step_time_s",
    "mem_gib",
    "notes",
};
constexpr std::string_view unseenColumn = "unseen_step_s";

double unseenSeconds(const CsvTable& table, std::size_t row)
{
    return std::strtod(std::string{table.text(row, unseenColumn)}.c_str(), nullptr);
}

std::vector<PublishedRun> readPublished()
{
    std::vector<PublishedRun> published;
    const auto table = CsvTable::read(shippedRunsCsv);
    const auto runs = readRuns(shippedRunsCsv, shippedCalibration());
    for (std::size_t i = 0; table && runs && i < runs->size(); ++i) {
        const MeasuredRun& run = (*runs)[i];
        const auto predicted = predict(run, shippedCalibration());
        if (predicted && run.stepSeconds) {
            published.push_back({run,
                                 *run.stepSeconds * second,
                                 predicted->estimate.time.total(),
                                 unseenSeconds(*table, i) * second});
        }
    }
    return published;
}

double apart(double a, double b)
{
    return std::log(std::max(1.0, a) / std::max(1.0, b));
}

bool isNarrow(NumberFormat format)
{
    return format != NumberFormat::Fp16 && format != NumberFormat::Bf16;
}

// Kinds in which the cases differ: bits of the accelerator's and the format's tags, experts, sharding.
int kindsApart(const MeasuredRun& run,
               const TrainingModel& model,
               const Cluster& cluster,
               const Strategy& strategy)
{
    Strategy plain; // so that only the accelerator's tags are there
    const Tags other = tagsOf(run.cluster.accelerator.name, {}, plain) ^
                       tagsOf(cluster.accelerator.name, {}, plain);
    const auto differ = [](bool a, bool b) { return a != b ? 1 : 0; };
    return std::popcount(other) / 2 +
           2 * differ(isNarrow(run.strategy.format), isNarrow(strategy.format)) +
           differ(run.strategy.format == NumberFormat::Nvfp4,
                  strategy.format == NumberFormat::Nvfp4) +
           2 * differ(run.model.experts > 0, model.experts > 0) +
           differ(run.strategy.sharding == Sharding::Parameters,
                  strategy.sharding == Sharding::Parameters);
}

double distance(const MeasuredRun& run,
                const TrainingModel& model,
                const Cluster& cluster,
                const Strategy& strategy)
{
    const double size =
        apart(forwardOperations(run.model).causal.base(), forwardOperations(model).causal.base());
    const double sequence = apart(run.model.sequence, model.sequence);
    // Speed depends little on the number of accelerators and on how the work is split.
    const double count = 0.3 * apart(static_cast<double>(run.cluster.accelerators),
                                     static_cast<double>(cluster.accelerators));
    const double tensor = 0.5 * apart(run.strategy.tensorParallel, strategy.tensorParallel);
    const double stages = 0.5 * apart(run.strategy.pipelineParallel, strategy.pipelineParallel);
    const double context = 0.5 * apart(run.strategy.contextParallel, strategy.contextParallel);
    const double kinds = kindsApart(run, model, cluster, strategy);
    return std::sqrt(size * size + sequence * sequence + count * count + tensor * tensor +
                     stages * stages + context * context + kinds);
}

} // namespace

const std::vector<PublishedRun>& publishedRuns()
{
    static const std::vector<PublishedRun> published = readPublished();
    return published;
}

std::vector<NearRun> nearestRuns(const TrainingModel& model,
                                 const Cluster& cluster,
                                 const Strategy& strategy,
                                 std::size_t count)
{
    std::vector<NearRun> near;
    for (const PublishedRun& published : publishedRuns()) {
        near.push_back({&published, distance(published.run, model, cluster, strategy)});
    }
    std::ranges::stable_sort(near, {}, &NearRun::distance);
    near.resize(std::min(count, near.size()));
    return near;
}

std::string publishedTable(const CsvTable& table, std::span<const RowError> unseen)
{
    std::map<std::string_view, double> errorOf;
    for (const RowError& error : unseen) {
        errorOf.emplace(error.id, error.relative);
    }
    std::string text;
    for (const std::string_view column : columns) {
        text += std::string{column} + ',';
    }
    text += std::string{unseenColumn} + '\n';
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto error = errorOf.find(table.text(row, "id"));
        if (error == errorOf.end()) {
            continue;
        }
        for (const std::string_view column : columns) {
            text += csvField(table.text(row, column)) + ',';
        }
        const std::string seconds{table.text(row, "step_time_s")};
        const double measured = std::strtod(seconds.c_str(), nullptr);
        text += fmt::format("{:.5g}\n", measured * (1.0 + error->second));
    }
    return text;
}

} // namespace rackwright::training

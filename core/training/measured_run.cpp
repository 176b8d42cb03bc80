#include "core/training/measured_run.h"

#include "core/base/units.h"
#include "core/training/csv_table.h"
#include "core/training/memory_use.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace rackwright::training {

namespace {

// One row with its columns by name.
class Row
{
public:
    Row(const CsvTable& table, std::size_t index)
        : table_(table)
        , index_(index)
    {}

    [[nodiscard]] std::string_view text(std::string_view column) const
    {
        return table_.text(index_, column);
    }

    [[nodiscard]] bool isBlank(std::string_view column) const { return text(column).empty(); }

    [[nodiscard]] std::optional<double> number(std::string_view column) const
    {
        const std::string_view field = text(column);
        double value = 0.0;
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
        const bool whole = error == std::errc{} && end == field.data() + field.size();
        return whole && std::isfinite(value) ? std::optional{value} : std::nullopt;
    }

    [[nodiscard]] int count(std::string_view column, int otherwise) const
    {
        const auto value = number(column);
        return value && *value >= 0.0 && *value < 1e9 ? static_cast<int>(std::lround(*value))
                                                      : otherwise;
    }

private:
    const CsvTable& table_;
    std::size_t index_;
};

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

NumberFormat formatOf(std::string_view text)
{
    if (text == "fp16") {
        return NumberFormat::Fp16;
    }
    if (text == "mxfp8") {
        return NumberFormat::Mxfp8;
    }
    if (text == "nvfp4" || text == "fp4") {
        return NumberFormat::Nvfp4;
    }
    return text == "fp8" ? NumberFormat::Fp8 : NumberFormat::Bf16;
}

Sharding shardingOf(std::string_view text)
{
    if (text.starts_with("zero3") || (contains(text, "fsdp") && !contains(text, "grad-op") &&
                                      !contains(text, "not resharded"))) {
        return Sharding::Parameters;
    }
    if (text.starts_with("zero2") || contains(text, "fsdp")) {
        return Sharding::Gradients;
    }
    return text.starts_with("zero1") ? Sharding::Optimizer : Sharding::None;
}

struct SoftwareName
{
    std::string_view part;
    Software software;
};

// The first part that the column contains decides.
constexpr std::array softwareNames{
    SoftwareName{"DeepSpeed", Software::MegatronDeepSpeed},
    SoftwareName{"2021", Software::Megatron2021},
    SoftwareName{"2022 no SP", Software::Megatron2021},
    SoftwareName{"2022", Software::Megatron2022},
    SoftwareName{"MegaScale", Software::MegaScale},
    SoftwareName{"Composer", Software::Composer},
    SoftwareName{"MLPerf v3", Software::Megatron2023},
    SoftwareName{"MLPerf v4", Software::Megatron2024},
    SoftwareName{"MLPerf", Software::Megatron2025},
    SoftwareName{"NeMo 24", Software::Megatron2024},
    SoftwareName{"Core r0", Software::Megatron2024},
    SoftwareName{"Meta", Software::InHouse},
    SoftwareName{"torchtitan", Software::TorchTitan},
    SoftwareName{"Bridge 25", Software::Megatron2025},
    SoftwareName{"Bridge 26.02", Software::Megatron2026},
    SoftwareName{"Bridge 26.04", Software::Megatron2026},
    SoftwareName{"Bridge", Software::Megatron2026June},
    SoftwareName{"NeMo 25", Software::Megatron2025},
    SoftwareName{"Core dev", Software::Megatron2025},
    SoftwareName{"Megatron-LM 0.1", Software::Megatron2025},
    SoftwareName{"NeMo", Software::Megatron2025},
    SoftwareName{"Megatron-LM", Software::Megatron2023},
};

Software softwareOf(std::string_view text)
{
    const auto* const found = std::ranges::find_if(
        softwareNames, [&](const SoftwareName& name) { return contains(text, name.part); });
    return found != softwareNames.end() ? found->software : Software::InHouse;
}

Traits traitsOf(std::string_view software)
{
    Traits traits;
    traits.tensorOverlap = contains(software, "asyncTP");
    traits.expertOverlap = contains(software, "EP overlap");
    traits.tuned = contains(software, "MLPerf");
    traits.eager = contains(software, "eager");
    return traits;
}

std::optional<Recompute> recomputeOf(std::string_view text)
{
    if (text == "full") {
        return Recompute::Full;
    }
    if (text.starts_with("selective") || contains(text, "norm")) {
        return Recompute::Selective;
    }
    if (text.starts_with("none/full") || text == "recipe-specific" || text == "not stated" ||
        text == "see source" || text.empty()) {
        return std::nullopt;
    }
    return Recompute::None;
}

// Latent attention's ranks are not columns; DeepSeek-V2 and V3 and their descendants share them.
void readAttention(TrainingModel& model, const Row& row)
{
    const std::string_view kind = row.text("attn");
    if (kind == "MLA") {
        model.attention = AttentionKind::Latent;
        model.queryRank = 1'536;
        model.kvRank = 512;
        model.ropeSize = 64;
        model.valueSize = model.headSize;
    }
    if (const auto at = kind.find("SWA"); at != std::string_view::npos) {
        constexpr int unstatedWindow = 512; // MegaScale
        int window = 0;
        std::from_chars(kind.data() + at + 3, kind.data() + kind.size(), window);
        model.window = window > 0 ? window : unstatedWindow;
        model.windowedLayers = contains(kind, "alternating") ? 0.5 : 1.0;
    }
}

TrainingModel readModel(const Row& row)
{
    TrainingModel model;
    model.layers = row.count("layers", 0);
    model.hidden = row.count("hidden", 0);
    model.heads = row.count("heads", 0);
    model.kvHeads = row.count("kv_heads", model.heads);
    model.headSize = row.count("head_dim", model.heads > 0 ? model.hidden / model.heads : 0);
    model.feedForward = row.count("ffn", 4 * model.hidden);
    model.gated = row.count("gated_mlp", 0) == 1;
    model.vocabulary = row.count("vocab", 0);
    model.sequence = row.count("seq", 0);
    model.experts = row.count("n_experts", 0);
    model.activeExperts = row.count("topk", 0);
    model.expertFeedForward = row.count("moe_ffn", 0);
    model.sharedExperts = row.count("shared_experts", 0);
    model.denseLayers = row.count("dense_layers", 0);
    model.predictedTokens = contains(row.text("notes"), "MTP on") ? 2 : 1;
    readAttention(model, row);
    return model;
}

void readCluster(MeasuredRun& run, const Row& row, const Calibration& calibration)
{
    using namespace units;
    const std::string_view name = row.text("gpu");
    if (const AcceleratorSpec* spec = findAccelerator(calibration, name)) {
        run.cluster.accelerator = *spec;
    } else if (const AcceleratorSpec* usual = findAccelerator(calibration, "H100")) {
        run.cluster.accelerator = *usual;
        run.warnings.push_back(fmt::format("gpu: '{}' is not known, taken as H100", name));
    }
    run.cluster.accelerators = row.count("n_gpus", 1);
    run.cluster.scaleUpDomain = row.count("nvlink_domain", 8);
    const auto network = row.number("internode_gbps_per_gpu");
    run.cluster.networkBandwidth = network.value_or(400.0) * gigabitPerSecond;
    if (!network) {
        run.warnings.push_back("internode_gbps_per_gpu: missing, taken as 400");
    }
}

// What the other degrees leave. Where that is more than the sequences of a step, as in runs of very long
// sequences whose printed degrees do not multiply out, the rest goes to context parallelism.
void takeReplicas(MeasuredRun& run)
{
    Strategy& strategy = run.strategy;
    const long slice = strategy.accelerators();
    strategy.dataParallel = std::max(1L, run.cluster.accelerators / slice);
    const double replicas = static_cast<double>(strategy.dataParallel);
    if (run.batch < 1.0) {
        run.batch = replicas;
        run.warnings.push_back("gbs: missing, taken as one sequence a replica");
    } else if (run.batch < replicas) {
        strategy.dataParallel = std::max(1L, std::lround(run.batch));
        const long beside =
            strategy.dataParallel * strategy.tensorParallel * strategy.pipelineParallel;
        strategy.contextParallel =
            static_cast<int>(std::max(1L, run.cluster.accelerators / beside));
        run.warnings.push_back("cp: raised, as there are fewer sequences than replicas");
    }
}

void readStrategy(MeasuredRun& run, const Row& row)
{
    Strategy& strategy = run.strategy;
    strategy.tensorParallel = std::max(1, row.count("tp", 1));
    strategy.pipelineParallel = std::max(1, row.count("pp", 1));
    strategy.contextParallel = std::max(1, row.count("cp", 1));
    strategy.expertParallel = std::max(1, row.count("ep", 1));
    strategy.pipelineInterleave = std::max(1, row.count("vpp", 1));
    strategy.microbatch = std::max(1, row.count("mbs", 1));
    run.batch = row.number("gbs").value_or(0.0);
    takeReplicas(run);
    strategy.format = formatOf(row.text("precision"));
    strategy.sharding = shardingOf(row.text("sharding"));
    strategy.software = softwareOf(row.text("software"));
    strategy.traits = traitsOf(row.text("software"));
    const auto recompute = recomputeOf(row.text("recompute"));
    strategy.recompute = recompute.value_or(Recompute::None);
    run.recomputeKnown = recompute.has_value();
    run.microbatchKnown = row.number("mbs").has_value();
    run.interleaveKnown = row.number("vpp").has_value() || strategy.pipelineParallel == 1;
    if (!run.microbatchKnown) {
        run.warnings.push_back("mbs: missing, the fastest that fits");
    }
    if (!run.interleaveKnown) {
        run.warnings.push_back("vpp: missing, the fastest");
    }
}

MeasuredRun readRun(const Row& row, const Calibration& calibration)
{
    constexpr double gibibyte = 1024.0 * 1024.0 * 1024.0;
    MeasuredRun run;
    run.id = row.text("id");
    run.source = row.text("source_type");
    run.citation = row.text("source");
    run.modelName = row.text("model");
    run.softwareName = row.text("software");
    run.group = row.text("group");
    run.model = readModel(row);
    readCluster(run, row, calibration);
    readStrategy(run, row);
    run.stepSeconds = row.number("step_time_s");
    if (const auto memory = row.number("mem_gib")) {
        run.memoryBytes = *memory * gibibyte;
    }
    return run;
}

std::vector<int> microbatchesToTry(const MeasuredRun& run)
{
    if (run.microbatchKnown) {
        return {run.strategy.microbatch};
    }
    const double perReplica = run.batch / static_cast<double>(run.strategy.dataParallel);
    std::vector<int> sizes;
    for (int size = 1; size <= 64 && size <= std::max(1.0, perReplica); size *= 2) {
        sizes.push_back(size);
    }
    return sizes;
}

std::vector<int> interleavesToTry(const MeasuredRun& run)
{
    const Strategy& strategy = run.strategy;
    if (run.interleaveKnown) {
        return {strategy.pipelineInterleave};
    }
    const int stages = strategy.pipelineParallel;
    const int perStage = (run.model.layers + stages - 1) / stages;
    const int fewest = strategy.traits.tuned ? 1 : 2; // layers in a chunk
    std::vector<int> counts{1};
    for (int count = 2; count * fewest <= perStage; ++count) {
        if (perStage % count == 0) {
            counts.push_back(count);
        }
    }
    return counts;
}

// The least recomputed that fits. Software of flash attention never has to recompute everything.
Recompute recomputeFor(const MeasuredRun& run, Strategy strategy)
{
    for (const Recompute recompute : {Recompute::None, Recompute::Selective}) {
        strategy.recompute = recompute;
        if (memoryUse(run.model, strategy).total() <= run.cluster.accelerator.memory) {
            return recompute;
        }
    }
    return keepsScores(strategy.software) ? Recompute::Full : Recompute::Selective;
}

} // namespace

Result<std::vector<MeasuredRun>> readRuns(std::string_view csv, const Calibration& calibration)
{
    const auto table = CsvTable::read(csv);
    if (!table) {
        return table.error();
    }
    for (const std::string_view needed :
         {"id", "gpu", "n_gpus", "layers", "hidden", "heads", "seq"}) {
        if (!table->has(needed)) {
            return Error{ErrorCode::Invalid, std::string(needed), "this column is missing"};
        }
    }
    std::vector<MeasuredRun> runs;
    for (std::size_t i = 0; i < table->rows(); ++i) {
        runs.push_back(readRun(Row(*table, i), calibration));
    }
    return runs;
}

Result<Prediction> predict(const MeasuredRun& run, const Calibration& calibration)
{
    const Parameters parameters =
        parametersFor(calibration, tagsOf(run.cluster.accelerator.name, run.model, run.strategy));
    std::optional<Prediction> best;
    const TrainingModel& model = run.model;
    if (model.layers < 1 || model.hidden < 1 || model.heads < 1 || model.sequence < 1) {
        return Error{ErrorCode::Invalid, run.id, "layers, hidden, heads and seq must be given"};
    }
    for (const int microbatch : microbatchesToTry(run)) {
        for (const int interleave : interleavesToTry(run)) {
            Strategy strategy = run.strategy;
            strategy.microbatch = microbatch;
            strategy.pipelineInterleave = interleave;
            const double perReplica =
                run.batch / static_cast<double>(strategy.dataParallel) / microbatch;
            strategy.microbatches = std::max(1, static_cast<int>(std::lround(perReplica)));
            if (!run.recomputeKnown) {
                strategy.recompute = recomputeFor(run, strategy);
            }
            const StepEstimate estimate =
                estimateLoosely(run.model, run.cluster, strategy, parameters);
            const bool fits = estimate.memory.total() <= run.cluster.accelerator.memory;
            // A known microbatch was run, so whatever goes with it did fit.
            const bool firmer = !run.microbatchKnown && best && fits != best->fits;
            const bool better =
                !best || (firmer ? fits : estimate.time.total() < best->estimate.time.total());
            if (better) {
                best = Prediction{strategy, estimate, fits};
            }
        }
    }
    return *std::move(best); // there is always one microbatch and one interleave to try
}

} // namespace rackwright::training

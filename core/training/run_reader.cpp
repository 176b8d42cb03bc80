#include "core/base/units.h"
#include "core/training/csv_table.h"
#include "core/training/measured_run.h"
#include "core/training/run_checks.h"
#include "core/training/run_words.h"
#include "core/training/shape_guess.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <iterator>
#include <set>

namespace rackwright::training {

namespace {

// The largest counts that are taken at their word; more is a slip of the pen. Layers have theirs in shape_guess.h.
constexpr double mostOfAKind = 1e6; // ranks, sequences of a microbatch, experts
constexpr double mostTokens = 1e9;  // and accelerators, and sequences of a step

// One row with its columns by name. What is wrong or missing becomes a warning.
class Row
{
public:
    Row(const CsvTable& table, std::size_t index, std::vector<std::string>& warnings)
        : table_(table)
        , index_(index)
        , warnings_(warnings)
    {}

    [[nodiscard]] std::string_view text(std::string_view column) const
    {
        return table_.text(index_, column);
    }

    [[nodiscard]] bool isBlank(std::string_view column) const { return text(column).empty(); }

    void warn(std::string warning) const { warnings_.push_back(std::move(warning)); }

    // Above zero; none otherwise, and where the field is blank.
    [[nodiscard]] std::optional<double> positive(std::string_view column) const
    {
        return number(column, [](double value) { return value > 0.0; });
    }

    // A bandwidth that a link can have.
    [[nodiscard]] std::optional<double> gigabits(std::string_view column) const
    {
        return number(column, [](double value) { return value >= 0.1 && value <= 1e5; });
    }

    [[nodiscard]] int count(std::string_view column, int otherwise, double most = mostOfAKind) const
    {
        if (isBlank(column)) {
            return otherwise;
        }
        const auto value = number(column, [&](double whole) {
            return whole >= 0.0 && whole <= most && std::floor(whole) == whole;
        });
        if (value) {
            return static_cast<int>(*value);
        }
        warn(fmt::format("{}: '{}' is not a whole number up to {:.0f}, taken as {}",
                         column,
                         text(column),
                         most,
                         otherwise));
        return otherwise;
    }

    // The same for what cannot be none.
    [[nodiscard]] int least(std::string_view column, int otherwise, double most = mostOfAKind) const
    {
        const int value = count(column, otherwise, most);
        if (value > 0 || otherwise < 1) {
            return value;
        }
        warn(fmt::format("{}: 0 cannot be, taken as {}", column, otherwise));
        return otherwise;
    }

    // Says that a field is blank or its words are not known, and what is taken instead.
    void warnOf(std::string_view column, std::string_view instead) const
    {
        warn(isBlank(column)
                 ? fmt::format("{}: missing, taken as {}", column, instead)
                 : fmt::format(
                       "{}: '{}' cannot be used, taken as {}", column, text(column), instead));
    }

    template <typename T>
    [[nodiscard]] T meaning(std::string_view column,
                            std::optional<T> (*read)(std::string_view),
                            T otherwise,
                            std::string_view name) const
    {
        const auto value = read(text(column));
        if (!value) {
            warnOf(column, name);
        }
        return value.value_or(otherwise);
    }

    // What must be given; said if it is not.
    [[nodiscard]] int needed(std::string_view column, int otherwise, double most) const
    {
        if (isBlank(column) && otherwise > 0) {
            warn(fmt::format("{}: missing, taken as {}", column, otherwise));
        }
        return least(column, otherwise, most);
    }

private:
    template <typename Accept>
    [[nodiscard]] std::optional<double> number(std::string_view column, Accept accept) const
    {
        const std::string_view field = text(column);
        double value = 0.0;
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
        const bool whole = error == std::errc{} && end == field.data() + field.size();
        return whole && std::isfinite(value) && accept(value) ? std::optional{value} : std::nullopt;
    }

    const CsvTable& table_;
    std::size_t index_;
    std::vector<std::string>& warnings_;
};

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

// Latent attention's ranks are not columns; DeepSeek-V2 and V3 and their descendants share them.
void readAttention(TrainingModel& model, const Row& row)
{
    const std::string kind = lowerCase(row.text("attn"));
    constexpr std::array<std::string_view, 5> kinds{"mha", "gqa", "mqa", "mla", "swa"};
    if (!kind.empty() &&
        std::ranges::none_of(kinds, [&](std::string_view each) { return contains(kind, each); })) {
        row.warnOf("attn", "what kv_heads says");
    }
    if (kind == "mla") {
        model.attention = AttentionKind::Latent;
        model.queryRank = 1'536;
        model.kvRank = 512;
        model.ropeSize = 64;
        model.valueSize = model.headSize;
    }
    if (const auto at = kind.find("swa"); at != std::string::npos) {
        constexpr int unstatedWindow = 512; // MegaScale
        int window = 0;
        std::from_chars(kind.data() + at + 3, kind.data() + kind.size(), window);
        model.window = window > 0 ? window : unstatedWindow;
        model.windowedLayers = contains(kind, "alternating") ? 0.5 : 1.0;
    }
}

void readShape(TrainingModel& model, const Row& row)
{
    const double parameters = 1e9 * std::min(1e6, row.positive("params_b").value_or(0.0));
    const double heads = row.positive("heads").value_or(0.0);
    const double width = row.positive("hidden").value_or(parameters > 0.0 ? 0.0 : 128.0 * heads);
    model.layers = row.needed("layers", layersFrom(parameters, width), mostLayers);
    model.hidden = row.needed("hidden", hiddenFrom(parameters, model.layers, heads), mostOfAKind);
    model.heads = row.needed("heads", (model.hidden + 127) / 128, mostOfAKind);
    model.sequence = row.needed("seq", 2'048, mostTokens);
    model.kvHeads = row.least("kv_heads", model.heads);
    model.headSize =
        row.least("head_dim", model.heads > 0 ? std::max(1, model.hidden / model.heads) : 0);
    model.vocabulary = row.needed("vocab", 50'257, mostTokens);
}

TrainingModel readModel(const Row& row)
{
    TrainingModel model;
    readShape(model, row);
    model.gated = row.count("gated_mlp", 0) == 1;
    model.experts = row.count("n_experts", 0);
    model.activeExperts = row.count("topk", 0);
    model.expertFeedForward = row.count("moe_ffn", 0);
    model.sharedExperts = row.count("shared_experts", 0);
    model.denseLayers = std::min(model.layers, row.count("dense_layers", 0));
    model.feedForward = row.count("ffn", 4 * model.hidden);
    if (row.isBlank("ffn") && model.experts == 0) {
        row.warn("ffn: missing, taken as 4 x hidden");
    }
    if (model.experts > 0 && (model.activeExperts < 1 || model.expertFeedForward < 1)) {
        model.activeExperts = std::max(1, model.activeExperts);
        model.expertFeedForward = std::max(model.expertFeedForward, model.hidden);
        row.warn("topk, moe_ffn: missing for experts, taken as at least 1 and hidden");
    }
    // GPT-2 and its kin share the matrix and have plain feed-forwards; later families do neither.
    model.tied = row.isBlank("tied") ? !model.gated : row.count("tied", 0) == 1;
    model.predictedTokens = contains(row.text("notes"), "MTP on") ? 2 : 1;
    readAttention(model, row);
    return model;
}

void readCluster(MeasuredRun& run, const Row& row, const Calibration& calibration)
{
    using namespace units;
    const std::string_view name = row.text("gpu");
    const AcceleratorSpec* spec = findAccelerator(calibration, name);
    if (spec == nullptr) {
        spec = findAccelerator(shippedCalibration(), name);
    }
    if (spec == nullptr) {
        spec = findAccelerator(shippedCalibration(), "H100");
        row.warnOf("gpu", "H100");
    }
    run.cluster.accelerator = *spec; // the shipped ones hold it
    run.cluster.accelerators = row.needed("n_gpus", 1, mostTokens);
    run.cluster.scaleUpDomain = row.least("nvlink_domain", 8);
    const auto network = row.gigabits("internode_gbps_per_gpu");
    run.cluster.networkBandwidth = network.value_or(400.0) * gigabitPerSecond;
    if (!network) {
        row.warnOf("internode_gbps_per_gpu", "400");
    }
}

// The table states dp beside the degrees that it follows from.
void checkReplicas(const MeasuredRun& run, long slice, const Row& row)
{
    const long taken = run.strategy.dataParallel;
    const double left = static_cast<double>(run.cluster.accelerators) / static_cast<double>(slice);
    const auto stated = row.positive("dp");
    if (stated && *stated != static_cast<double>(taken)) {
        row.warn(fmt::format("dp: {:g} is given, but n_gpus / (tp x pp x cp) is {:g}, taken as {}",
                             *stated,
                             left,
                             taken));
    } else if (run.cluster.accelerators % slice != 0) {
        row.warn(fmt::format(
            "n_gpus: {} is not a multiple of tp x pp x cp, {}", run.cluster.accelerators, slice));
    }
}

// What the other degrees leave. Where that is more than the sequences of a step, as in runs of very long
// sequences whose printed degrees do not multiply out, the rest goes to context parallelism.
void takeReplicas(MeasuredRun& run, const Row& row)
{
    Strategy& strategy = run.strategy;
    const long slice = strategy.accelerators();
    if (slice > run.cluster.accelerators) {
        row.warn(fmt::format("n_gpus: tp x pp x cp take {}, taken as that many", slice));
        run.cluster.accelerators = slice;
    }
    strategy.dataParallel = run.cluster.accelerators / slice;
    const double replicas = static_cast<double>(strategy.dataParallel);
    if (!(run.batch >= 1.0)) {
        run.batch = replicas;
        row.warnOf("gbs", "one sequence a replica");
    } else if (run.batch < replicas) {
        strategy.dataParallel = std::max(1L, std::lround(run.batch));
        const long beside =
            strategy.dataParallel * strategy.tensorParallel * strategy.pipelineParallel;
        strategy.contextParallel =
            static_cast<int>(std::max(1L, run.cluster.accelerators / beside));
        row.warn("cp: raised, as there are fewer sequences than replicas");
    }
    checkReplicas(run, slice, row);
}

void readDegrees(MeasuredRun& run, const Row& row)
{
    Strategy& strategy = run.strategy;
    strategy.tensorParallel = row.least("tp", 1);
    strategy.pipelineParallel = row.least("pp", 1);
    strategy.contextParallel = row.least("cp", 1);
    strategy.expertParallel = row.least("ep", 1);
    strategy.pipelineInterleave = row.least("vpp", 1);
    strategy.microbatch = row.least("mbs", 1);
    run.batch = std::min(mostTokens, row.positive("gbs").value_or(0.0));
    takeReplicas(run, row);
    run.microbatchKnown = row.positive("mbs").has_value();
    run.interleaveKnown = row.positive("vpp").has_value() || strategy.pipelineParallel == 1;
    if (!run.microbatchKnown) {
        row.warn("mbs: missing, the fastest that fits");
    }
    if (!run.interleaveKnown) {
        row.warn("vpp: missing, the fastest");
    }
}

// torchtitan's pipeline cuts a replica's batch into as many microbatches as it has stages
// (pytorch/torchtitan, parallelisms/pipeline_llama.py); its publications state no microbatch, or one sequence.
void takePipelineSplit(MeasuredRun& run, const Row& row)
{
    Strategy& strategy = run.strategy;
    if (strategy.software != Software::TorchTitan || strategy.pipelineParallel <= 1) {
        return;
    }
    const double perReplica = run.batch / static_cast<double>(strategy.dataParallel);
    const bool unstated = strategy.microbatch == 1 && perReplica >= strategy.pipelineParallel;
    if (run.microbatchKnown && !unstated) {
        return;
    }
    const double each = std::floor(perReplica / strategy.pipelineParallel);
    const int microbatch = static_cast<int>(std::clamp(each, 1.0, mostOfAKind));
    if (!run.microbatchKnown || microbatch != strategy.microbatch) {
        row.warn(fmt::format("mbs: taken as {}, as torchtitan makes as many microbatches as stages",
                             microbatch));
    }
    strategy.microbatch = microbatch;
    run.microbatchKnown = true;
}

NumberFormat formatIn(const MeasuredRun& run, const Row& row)
{
    const AcceleratorSpec& accelerator = run.cluster.accelerator;
    const NumberFormat format = row.meaning("precision", formatOf, NumberFormat::Bf16, "bf16");
    if (!multiplies(accelerator, format)) {
        row.warn(
            fmt::format("precision: {} has no such products, taken at the rate of its next wider",
                        accelerator.name));
    }
    return format;
}

void readStrategy(MeasuredRun& run, const Row& row)
{
    Strategy& strategy = run.strategy;
    readDegrees(run, row);
    strategy.format = formatIn(run, row);
    strategy.sharding = row.meaning("sharding", shardingOf, Sharding::None, "none");
    strategy.software =
        row.meaning("software", softwareOf, Software::InHouse, "a laboratory's own");
    strategy.traits = traitsOf(row.text("software"));
    takePipelineSplit(run, row);
    if (strategy.software == Software::TorchTitan) {
        strategy.contextExchange = ContextExchange::Gather; // unless told otherwise
    }
    const auto recompute = recomputeOf(row.text("recompute"));
    run.recomputeKnown = recompute.has_value();
    strategy.recompute = recompute.value_or(Recompute::None);
    if (!recompute && (row.isBlank("recompute") || !leavesOpen(row.text("recompute")))) {
        row.warnOf("recompute", "the least that fits");
    }
}

MeasuredRun readRun(const CsvTable& table, std::size_t index, const Calibration& calibration)
{
    constexpr double gibibyte = 1024.0 * 1024.0 * 1024.0;
    MeasuredRun run;
    const Row row(table, index, run.warnings);
    run.id = row.text("id");
    run.source = row.text("source_type");
    run.citation = row.text("source");
    run.modelName = row.text("model");
    run.softwareName = row.text("software");
    run.group = row.text("group");
    if (!table.isWhole(index)) {
        row.warn("the row has not as many fields as the header");
    }
    run.model = readModel(row);
    readCluster(run, row, calibration);
    readStrategy(run, row);
    std::ranges::move(contradictionsIn(run), std::back_inserter(run.warnings));
    run.stepSeconds = row.positive("step_time_s");
    if (const auto memory = row.positive("mem_gib")) {
        run.memoryBytes = *memory * gibibyte;
    }
    return run;
}

// Rows of one name cannot be told apart in what is written about them.
void warnOfTwins(std::vector<MeasuredRun>& runs)
{
    std::set<std::string_view> seen;
    for (MeasuredRun& run : runs) {
        if (run.id.empty()) {
            run.warnings.emplace_back("id: missing");
        } else if (!seen.insert(run.id).second) {
            run.warnings.emplace_back("id: another row has it too");
        }
    }
}

} // namespace

Result<std::vector<MeasuredRun>> readRuns(std::string_view csv, const Calibration& calibration)
{
    const auto table = CsvTable::read(csv);
    if (!table) {
        return table.error();
    }
    for (const std::string_view needed : {"id", "gpu", "n_gpus"}) {
        if (!table->has(needed)) {
            return Error{ErrorCode::Invalid, std::string(needed), "this column is missing"};
        }
    }
    std::vector<MeasuredRun> runs;
    for (std::size_t i = 0; i < table->rows(); ++i) {
        runs.push_back(readRun(*table, i, calibration));
    }
    warnOfTwins(runs);
    return runs;
}

} // namespace rackwright::training

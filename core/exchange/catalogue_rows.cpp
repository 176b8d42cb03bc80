#include "core/exchange/catalogue_rows.h"

#include "core/base/units.h"
#include "core/edit/json_fields.h"

#include <algorithm>
#include <array>
#include <span>

namespace rackwright::exchange {
namespace {

using edit::JsonFields;
using edit::Spelling;
using namespace units;

template <typename Value>
using Spellings = std::span<const Spelling<Value>>;

constexpr std::array<Spelling<Confidence>, 3> confidences = {{
    {"high", Confidence::High},
    {"medium", Confidence::Medium},
    {"low", Confidence::Low},
}};
constexpr std::array<Spelling<DeviceKind>, 7> deviceKinds = {{
    {"server", DeviceKind::Server},
    {"switch", DeviceKind::Switch},
    {"cooling_unit", DeviceKind::CoolingUnit},
    {"power_strip", DeviceKind::PowerStrip},
    {"storage_server", DeviceKind::StorageServer},
    {"cpu_server", DeviceKind::CpuServer},
    {"other", DeviceKind::Other},
}};
constexpr std::array<Spelling<Medium>, 6> media = {{
    {"dac", Medium::Dac},
    {"acc", Medium::Acc},
    {"aoc", Medium::Aoc},
    {"multimode", Medium::Multimode},
    {"single_mode", Medium::SingleMode},
    {"twisted_pair", Medium::TwistedPair},
}};
constexpr std::array<Spelling<WorkloadKind>, 2> workloadKinds = {{
    {"architecture", WorkloadKind::Architecture},
    {"compute", WorkloadKind::Compute},
}};
constexpr std::array<Spelling<AttentionKind>, 2> attentionKinds = {{
    {"grouped", AttentionKind::Grouped},
    {"latent", AttentionKind::Latent},
}};
constexpr std::array<Spelling<Precision>, 2> precisions = {{
    {"bf16", Precision::Bf16},
    {"fp8", Precision::Fp8},
}};

template <typename Q>
std::optional<Q> quantityIfAny(JsonFields& fields, const char* key, Q unit)
{
    const std::optional<double> number = fields.numberIfAny(key);
    return number ? std::optional{*number * unit} : std::nullopt;
}

Range<double> band(JsonFields& fields, const char* key)
{
    const std::vector<double> ends = fields.numbers(key, 3);
    return {.low = ends[0], .likely = ends[1], .high = ends[2]};
}

void addSource(AddCatalogue& catalogue, JsonFields& fields)
{
    catalogue.sources.push_back(
        {.id = {},
         .key = fields.text("key"),
         .fact = fields.text("fact"),
         .location = fields.textOr("location", {}),
         .confidence = fields.choice("confidence", Spellings<Confidence>{confidences})});
}

void addRackType(AddCatalogue& catalogue, JsonFields& fields)
{
    catalogue.rackTypes.push_back({.id = {},
                                   .slug = fields.text("slug"),
                                   .name = fields.text("name"),
                                   .width = fields.number("width_mm") * millimetre,
                                   .depth = fields.number("depth_mm") * millimetre,
                                   .height = fields.number("height_mm") * millimetre,
                                   .heightUnits = fields.integer("height_units"),
                                   .mass = quantityIfAny(fields, "mass_kg", kilogram),
                                   .origin = fields.text("origin")});
}

void addAccelerator(AddCatalogue& catalogue, JsonFields& fields)
{
    catalogue.accelerators.push_back(
        {.id = {},
         .slug = fields.text("slug"),
         .name = fields.text("name"),
         .bf16Peak = fields.number("bf16_peak_tflops") * teraflops,
         .fp8Peak = quantityIfAny(fields, "fp8_peak_tflops", teraflops),
         .memory = fields.number("memory_gb") * gigabyte,
         .memoryBandwidth = fields.number("memory_bandwidth_gb_per_s") * gigabytePerSecond,
         .scaleUpBandwidth =
             quantityIfAny(fields, "scale_up_bandwidth_gb_per_s", gigabytePerSecond),
         .designPower = fields.number("design_power_w") * watt,
         .origin = fields.text("origin")});
}

void addDeviceType(AddCatalogue& catalogue, JsonFields& fields)
{
    catalogue.deviceTypes.push_back(
        {.type = {.id = {},
                  .slug = fields.text("slug"),
                  .name = fields.text("name"),
                  .manufacturer = fields.textOr("manufacturer", {}),
                  .kind = fields.choice("kind", Spellings<DeviceKind>{deviceKinds}),
                  .heightUnits = fields.integer("height_units"),
                  .power = quantityIfAny(fields, "power_w", watt),
                  .mass = quantityIfAny(fields, "mass_kg", kilogram),
                  .accelerator = {},
                  .acceleratorCount = fields.integerOr("accelerator_count", 0),
                  .ports = fields.integerOr("ports", 0),
                  .portSpeed = fields.numberOr("port_speed_gbps", 0.0) * gigabitPerSecond,
                  .origin = fields.text("origin"),
                  .powerOrigin = fields.text("power_origin")},
         .accelerator = fields.textOr("accelerator", {})});
}

void addCableType(AddCatalogue& catalogue, JsonFields& fields)
{
    CableType type{.id = {},
                   .slug = fields.text("slug"),
                   .name = fields.text("name"),
                   .medium = fields.choice("medium", Spellings<Medium>{media}),
                   .fastest = fields.number("fastest_gbps") * gigabitPerSecond,
                   .reach = fields.number("reach_m") * metre,
                   .diameter = fields.number("diameter_mm") * millimetre,
                   .linearMass = quantityIfAny(fields, "kg_per_m", kilogram / metre),
                   .soldLengths = {},
                   .price = fields.text("price"),
                   .origin = fields.text("origin")};
    for (const double length : fields.numbers("sold_lengths_m")) {
        type.soldLengths.push_back(length * metre);
    }
    catalogue.cableTypes.push_back(std::move(type));
}

void addAssumption(AddCatalogue& catalogue, JsonFields& fields)
{
    catalogue.assumptions.push_back({.id = {},
                                     .key = fields.text("key"),
                                     .group = fields.text("group"),
                                     .label = fields.text("label"),
                                     .unit = fields.text("unit"),
                                     .value = band(fields, "value"),
                                     .origin = fields.text("origin")});
}

void readLayers(Workload& workload, JsonFields& fields)
{
    workload.tokens = fields.number("tokens");
    workload.layers = fields.integer("layers");
    workload.hidden = fields.integer("hidden");
    workload.heads = fields.integer("heads");
    workload.kvHeads = fields.integer("kv_heads");
    workload.headSize = fields.integer("head_size");
    workload.attention = fields.choice("attention", Spellings<AttentionKind>{attentionKinds});
    workload.queryRank = fields.integerOr("query_rank", 0);
    workload.kvRank = fields.integerOr("kv_rank", 0);
    workload.ropeSize = fields.integerOr("rope_size", 0);
    workload.valueSize = fields.integerOr("value_size", 0);
    workload.feedForward = fields.integerOr("feed_forward", 0);
    workload.gated = fields.flagOr("gated", true);
    workload.denseLayers = fields.integerOr("dense_layers", 0);
    workload.experts = fields.integerOr("experts", 0);
    workload.activeExperts = fields.integerOr("active_experts", 0);
    workload.sharedExperts = fields.integerOr("shared_experts", 0);
    workload.expertFeedForward = fields.integerOr("expert_feed_forward", 0);
    workload.vocabulary = fields.integer("vocabulary");
    workload.sequence = fields.integer("sequence");
}

void readParallelLayout(Workload& workload, JsonFields& fields)
{
    workload.tensorParallel = fields.integerOr("tensor_parallel", 1);
    workload.pipelineParallel = fields.integerOr("pipeline_parallel", 1);
    workload.pipelineInterleave = fields.integerOr("pipeline_interleave", 1);
    workload.contextParallel = fields.integerOr("context_parallel", 1);
    workload.expertParallel = fields.integerOr("expert_parallel", 1);
    workload.microbatch = fields.integerOr("microbatch", 1);
    workload.microbatches = fields.integerOr("microbatches", 1);
}

void addWorkload(AddCatalogue& catalogue, JsonFields& fields)
{
    Workload workload;
    workload.slug = fields.text("slug");
    workload.name = fields.text("name");
    workload.kind = fields.choice("kind", Spellings<WorkloadKind>{workloadKinds});
    workload.precision = fields.choice("precision", Spellings<Precision>{precisions});
    workload.origin = fields.text("origin");
    workload.layoutOrigin = fields.text("layout_origin");
    if (workload.kind == WorkloadKind::Compute) {
        workload.compute = fields.number("compute_flop") * flop;
        workload.utilisation = band(fields, "utilisation");
    } else {
        readLayers(workload, fields);
        readParallelLayout(workload, fields);
    }
    catalogue.workloads.push_back(std::move(workload));
}

void addPeer(AddCatalogue& catalogue, JsonFields& fields)
{
    catalogue.peers.push_back({.peer = {.id = {},
                                        .name = fields.text("name"),
                                        .owner = fields.text("owner"),
                                        .accelerator = {},
                                        .accelerators = fields.text("accelerators"),
                                        .count = fields.number("count"),
                                        .date = fields.text("date"),
                                        .power = quantityIfAny(fields, "power_mw", megawatt),
                                        .cost = quantityIfAny(fields, "cost_usd", dollar),
                                        .origin = fields.text("origin")},
                               .accelerator = fields.textOr("accelerator", {})});
}

struct List
{
    std::string_view name;
    void (*add)(AddCatalogue&, JsonFields&);
};

constexpr std::array<List, 8> lists = {{
    {"sources", addSource},
    {"rack_types", addRackType},
    {"accelerators", addAccelerator},
    {"device_types", addDeviceType},
    {"cable_types", addCableType},
    {"assumptions", addAssumption},
    {"workloads", addWorkload},
    {"peers", addPeer},
}};

} // namespace

const std::vector<std::string_view>& catalogueLists()
{
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        std::ranges::transform(lists, std::back_inserter(all), &List::name);
        return all;
    }();
    return names;
}

Status addRow(AddCatalogue& catalogue,
              std::string_view list,
              const nlohmann::json& row,
              const std::string& place)
{
    JsonFields fields(row, place);
    std::ranges::find(lists, list, &List::name)->add(catalogue, fields);
    return fields.finish();
}

} // namespace rackwright::exchange

// The tables of what can be bought and where its figures were read.
#pragma once

#include "core/model/cabling.h"
#include "core/model/catalogue.h"
#include "core/store/columns.h"

namespace rackwright::store {

template <>
struct Described<Source>
{
    static constexpr std::string_view table = "source";
    static constexpr auto columns = std::tuple{
        column("id", &Source::id),
        column("key", &Source::key),
        column("fact", &Source::fact),
        column("location", &Source::location),
        column("confidence", &Source::confidence),
    };
};

template <>
struct Described<RackType>
{
    static constexpr std::string_view table = "rack_type";
    static constexpr auto columns = std::tuple{
        column("id", &RackType::id),
        column("slug", &RackType::slug),
        column("name", &RackType::name),
        column("width_m", &RackType::width, inMetres),
        column("depth_m", &RackType::depth, inMetres),
        column("height_m", &RackType::height, inMetres),
        column("height_units", &RackType::heightUnits, AtLeast{0}),
        column("mass_kg", &RackType::mass, inKilograms),
        column("origin", &RackType::origin),
    };
};

template <>
struct Described<Accelerator>
{
    static constexpr std::string_view table = "accelerator";
    static constexpr auto columns = std::tuple{
        column("id", &Accelerator::id),
        column("slug", &Accelerator::slug),
        column("name", &Accelerator::name),
        column("bf16_peak_flop_per_s", &Accelerator::bf16Peak, inFlopPerSecond),
        column("fp8_peak_flop_per_s", &Accelerator::fp8Peak, inFlopPerSecond),
        column("memory_byte", &Accelerator::memory, inBytes),
        column("memory_bandwidth_bit_per_s", &Accelerator::memoryBandwidth, inBitsPerSecond),
        column("scale_up_bandwidth_bit_per_s", &Accelerator::scaleUpBandwidth, inBitsPerSecond),
        column("design_power_w", &Accelerator::designPower, inWatts),
        column("origin", &Accelerator::origin),
    };
};

template <>
struct Described<DeviceType>
{
    static constexpr std::string_view table = "device_type";
    static constexpr auto columns = std::tuple{
        column("id", &DeviceType::id),
        column("slug", &DeviceType::slug),
        column("name", &DeviceType::name),
        column("manufacturer", &DeviceType::manufacturer),
        column("kind", &DeviceType::kind),
        column("height_units", &DeviceType::heightUnits, AtLeast{0}),
        column("power_w", &DeviceType::power, inWatts),
        column("mass_kg", &DeviceType::mass, inKilograms),
        column("accelerator_id", &DeviceType::accelerator, MayBeNone{}),
        column("accelerator_count", &DeviceType::acceleratorCount, AtLeast{0}),
        column("ports", &DeviceType::ports, AtLeast{0}),
        column("port_speed_bit_per_s", &DeviceType::portSpeed, inBitsPerSecond),
        column("origin", &DeviceType::origin),
        column("power_origin", &DeviceType::powerOrigin),
    };
};

template <>
struct Described<CableType>
{
    static constexpr std::string_view table = "cable_type";
    static constexpr auto columns = std::tuple{
        column("id", &CableType::id),
        column("slug", &CableType::slug),
        column("name", &CableType::name),
        column("medium", &CableType::medium),
        column("fastest_bit_per_s", &CableType::fastest, inBitsPerSecond),
        column("reach_m", &CableType::reach, inMetres),
        column("diameter_m", &CableType::diameter, inMetres),
        column("linear_mass_kg_per_m", &CableType::linearMass, inKilogramsPerMetre),
        column("sold_lengths_m", &CableType::soldLengths, ListIn{inMetres}),
        column("price", &CableType::price),
        column("origin", &CableType::origin),
    };
};

template <>
struct Described<Assumption>
{
    static constexpr std::string_view table = "assumption";
    static constexpr auto columns = std::tuple{
        column("id", &Assumption::id),
        column("key", &Assumption::key),
        column("group_name", &Assumption::group),
        column("label", &Assumption::label),
        column("unit", &Assumption::unit),
        column("value_low", within(&Assumption::value, &Range<double>::low)),
        column("value_likely", within(&Assumption::value, &Range<double>::likely)),
        column("value_high", within(&Assumption::value, &Range<double>::high)),
        column("origin", &Assumption::origin),
    };
};

template <>
struct Described<Workload>
{
    static constexpr std::string_view table = "workload";
    static constexpr auto columns = std::tuple{
        column("id", &Workload::id),
        column("slug", &Workload::slug),
        column("name", &Workload::name),
        column("kind", &Workload::kind),
        column("precision", &Workload::precision),
        column("tokens", &Workload::tokens),
        column("compute_flop", &Workload::compute, inFlop),
        column("utilisation_low", within(&Workload::utilisation, &Range<double>::low)),
        column("utilisation_likely", within(&Workload::utilisation, &Range<double>::likely)),
        column("utilisation_high", within(&Workload::utilisation, &Range<double>::high)),
        column("layers", &Workload::layers, AtLeast{0}),
        column("hidden", &Workload::hidden, AtLeast{0}),
        column("heads", &Workload::heads, AtLeast{0}),
        column("kv_heads", &Workload::kvHeads, AtLeast{0}),
        column("head_size", &Workload::headSize, AtLeast{0}),
        column("attention", &Workload::attention),
        column("query_rank", &Workload::queryRank, AtLeast{0}),
        column("kv_rank", &Workload::kvRank, AtLeast{0}),
        column("rope_size", &Workload::ropeSize, AtLeast{0}),
        column("value_size", &Workload::valueSize, AtLeast{0}),
        column("feed_forward", &Workload::feedForward, AtLeast{0}),
        column("gated", &Workload::gated),
        column("dense_layers", &Workload::denseLayers, AtLeast{0}),
        column("experts", &Workload::experts, AtLeast{0}),
        column("active_experts", &Workload::activeExperts, AtLeast{0}),
        column("shared_experts", &Workload::sharedExperts, AtLeast{0}),
        column("expert_feed_forward", &Workload::expertFeedForward, AtLeast{0}),
        column("vocabulary", &Workload::vocabulary, AtLeast{0}),
        column("sequence", &Workload::sequence, AtLeast{0}),
        column("tensor_parallel", &Workload::tensorParallel, AtLeast{1}),
        column("pipeline_parallel", &Workload::pipelineParallel, AtLeast{1}),
        column("pipeline_interleave", &Workload::pipelineInterleave, AtLeast{1}),
        column("context_parallel", &Workload::contextParallel, AtLeast{1}),
        column("expert_parallel", &Workload::expertParallel, AtLeast{1}),
        column("microbatch", &Workload::microbatch, AtLeast{1}),
        column("microbatches", &Workload::microbatches, AtLeast{1}),
        column("origin", &Workload::origin),
        column("layout_origin", &Workload::layoutOrigin),
    };
};

template <>
struct Described<Peer>
{
    static constexpr std::string_view table = "peer";
    static constexpr auto columns = std::tuple{
        column("id", &Peer::id),
        column("name", &Peer::name),
        column("owner", &Peer::owner),
        column("accelerator_id", &Peer::accelerator, MayBeNone{}),
        column("accelerators", &Peer::accelerators),
        column("count", &Peer::count),
        column("date", &Peer::date),
        column("power_w", &Peer::power, inWatts),
        column("cost_usd", &Peer::cost, inDollars),
        column("origin", &Peer::origin),
    };
};

} // namespace rackwright::store

// What can be bought and where its figures were read: sources, types, assumptions, workloads, peers.
// `origin` fields hold source keys ("A-30, B3") or a clause that starts with "derived" or "assumed".
#pragma once

#include "core/base/id.h"
#include "core/base/quantity.h"
#include "core/base/range.h"

#include <optional>
#include <string>

namespace rackwright {

enum class Confidence
{
    High,
    Medium,
    Low,
};

struct Source
{
    SourceId id;
    std::string key;      // "A-30": what origins refer to
    std::string fact;     // the fact in a few words, with its value
    std::string location; // where it was read
    Confidence confidence = Confidence::Medium;

    friend bool operator==(const Source&, const Source&) = default;
};

struct RackType
{
    RackTypeId id;
    std::string slug;
    std::string name;
    Length width;
    Length depth;
    Length height;
    int heightUnits = 42;
    std::optional<Mass> mass; // empty
    std::string origin;

    friend bool operator==(const RackType&, const RackType&) = default;
};

struct Accelerator
{
    AcceleratorId id;
    std::string slug; // "h100"
    std::string name;
    ComputeRate bf16Peak;               // dense
    std::optional<ComputeRate> fp8Peak; // dense
    Data memory;
    Bandwidth memoryBandwidth;
    std::optional<Bandwidth> scaleUpBandwidth; // NVLink, both directions together
    Power designPower;
    std::string origin;

    friend bool operator==(const Accelerator&, const Accelerator&) = default;
};

enum class DeviceKind
{
    Server,
    Switch,
    CoolingUnit, // CDU
    PowerStrip,  // PDU
    StorageServer,
    CpuServer,
    Other,
};

struct DeviceType
{
    DeviceTypeId id;
    std::string slug;
    std::string name;
    std::string manufacturer;
    DeviceKind kind = DeviceKind::Other;
    int heightUnits = 1;        // 0: takes no rack unit (a vertical power strip)
    std::optional<Power> power; // planning draw at full load, optics not counted
    std::optional<Mass> mass;
    AcceleratorId accelerator; // none: has no accelerators
    int acceleratorCount = 0;
    int ports = 0; // fabric ports at `portSpeed`
    Bandwidth portSpeed;
    std::string origin; // of size and ports
    std::string powerOrigin;

    friend bool operator==(const DeviceType&, const DeviceType&) = default;
};

// Everything an estimate takes on trust. Prices are assumptions named "price.<device type slug>".
struct Assumption
{
    AssumptionId id;
    std::string key;   // "pue", "price.sn5600"
    std::string group; // "Power", "Prices", ...
    std::string label;
    std::string unit; // as in Figure
    Range<double> value;
    std::string origin;

    friend bool operator==(const Assumption&, const Assumption&) = default;
};

enum class WorkloadKind
{
    Architecture, // the layers are known: step time comes from them
    Compute,      // only the total compute is known
};

enum class AttentionKind
{
    Grouped, // multi-head when kvHeads == heads
    Latent,  // MLA
};

enum class Precision
{
    Bf16,
    Fp8,
};

struct Workload
{
    WorkloadId id;
    std::string slug;
    std::string name;
    WorkloadKind kind = WorkloadKind::Architecture;
    Precision precision = Precision::Bf16;
    double tokens = 0.0;
    Operations compute;        // total, for WorkloadKind::Compute
    Range<double> utilisation; // MFU, for WorkloadKind::Compute
    int layers = 0;
    int hidden = 0;
    int heads = 0;
    int kvHeads = 0;
    int headSize = 0;
    AttentionKind attention = AttentionKind::Grouped;
    int queryRank = 0; // MLA only, with the next three
    int kvRank = 0;
    int ropeSize = 0;
    int valueSize = 0;
    int feedForward = 0; // dense FFN width
    bool gated = true;   // three matrices (SwiGLU) instead of two
    int denseLayers = 0; // leading dense layers of a mixture of experts
    int experts = 0;
    int activeExperts = 0;
    int sharedExperts = 0;
    int expertFeedForward = 0;
    int vocabulary = 0;
    int sequence = 0;
    int tensorParallel = 1;
    int pipelineParallel = 1;
    int pipelineInterleave = 1;
    int contextParallel = 1;
    int expertParallel = 1;
    int microbatch = 1;       // sequences
    int microbatches = 1;     // per pipeline and step
    std::string origin;       // of architecture and tokens
    std::string layoutOrigin; // of the parallel layout

    friend bool operator==(const Workload&, const Workload&) = default;
};

// Another cluster to compare with.
struct Peer
{
    PeerId id;
    std::string name;
    std::string owner;
    AcceleratorId accelerator; // none: not in the catalogue
    std::string accelerators;  // as published: "100,000 H100 + 50,000 H200"
    double count = 0.0;
    std::string date; // ISO, or a year
    std::optional<Power> power;
    std::optional<Money> cost;
    std::string origin;

    friend bool operator==(const Peer&, const Peer&) = default;
};

} // namespace rackwright

// A plan that can train: 512 H100 on a non-blocking network, and what the estimates take on trust, all exact.
#pragma once

#include "tests/core/training/workloads.h"
#include "tests/support/edits.h"

#include <string>

namespace rackwright::test {

// Llama 3.1 8B (B1, E2): TP 2 on 512 GPUs makes 256 replicas of 2 microbatches, 512 sequences a step.
inline Workload llama8b()
{
    Workload workload;
    workload.slug = "llama3.1-8b";
    workload.name = "Llama 3.1 8B";
    workload.tokens = 15e12;
    workload.layers = 32;
    workload.hidden = 4'096;
    workload.heads = 32;
    workload.kvHeads = 8;
    workload.headSize = 128;
    workload.feedForward = 14'336;
    workload.vocabulary = 128'256;
    workload.sequence = 8'192;
    workload.tensorParallel = 2;
    workload.microbatches = 2;
    workload.origin = "assumed";
    workload.layoutOrigin = "assumed";
    return workload;
}

inline Workload givenByCompute()
{
    Workload workload;
    workload.slug = "by-compute";
    workload.name = "By compute";
    workload.kind = WorkloadKind::Compute;
    workload.compute = 1e23 * units::flop;
    workload.utilisation = Range<double>::exact(0.5);
    workload.origin = "assumed";
    workload.layoutOrigin = "assumed";
    return workload;
}

inline Assumption trusted(const char* key, double value, const char* unit)
{
    Assumption assumption;
    assumption.key = key;
    assumption.group = "Training";
    assumption.label = key;
    assumption.unit = unit;
    assumption.value = Range<double>::exact(value);
    assumption.origin = "assumed";
    return assumption;
}

inline AddCatalogue::NewPeer peer(const char* name, const char* accelerator, double count)
{
    AddCatalogue::NewPeer added;
    added.peer.name = name;
    added.peer.owner = "Somebody";
    added.peer.accelerators = name;
    added.peer.count = count;
    added.peer.date = "2024";
    added.peer.origin = "assumed";
    added.accelerator = accelerator;
    return added;
}

inline Snapshot trainingPlan()
{
    using namespace units;
    AddCatalogue more;
    Accelerator accelerator = h100();
    accelerator.name = "H100";
    accelerator.origin = "assumed";
    more.accelerators = {accelerator};
    AddCatalogue::NewDeviceType leaf;
    leaf.type.slug = "leaf";
    leaf.type.name = "Leaf";
    leaf.type.kind = DeviceKind::Switch;
    leaf.type.heightUnits = 2;
    leaf.type.ports = 128;
    leaf.type.portSpeed = 400.0 * gigabitPerSecond;
    more.deviceTypes = {leaf};
    more.workloads = {llama8b(), givenByCompute()};
    more.assumptions = {trusted("training.step-time-error", 1.0, "1"),
                        trusted("training.failures", 2e-5, "1/h"),
                        trusted("training.checkpoint-pause", 5.0, "s"),
                        trusted("training.restart", 240.0, "s")};
    BuildFabric fabric;
    fabric.name = "GPU fabric";
    fabric.switchType = "leaf";
    fabric.linkSpeed = 400.0 * gigabitPerSecond;
    AddRacks network;
    network.hall = "Hall 1";
    network.racks = 8;
    network.rackType = "rack-48u";
    return edited(emptyHall(), {more, arrays("Hall 1", 1), network, fabric});
}

} // namespace rackwright::test

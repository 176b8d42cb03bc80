#include "core/scenario/estimate.h"

#include <algorithm>
#include <utility>

namespace rackwright::scenario {

namespace {

using Differences = std::vector<Difference>;

void addCounts(const Inventory& before, const Inventory& after, Differences& lines)
{
    const auto add = [&](const char* key, const char* label, auto Inventory::*count) {
        lines.push_back({.key = key,
                         .label = label,
                         .unit = "1",
                         .before = Range<double>::exact(static_cast<double>(before.*count)),
                         .after = Range<double>::exact(static_cast<double>(after.*count))});
    };
    add("gpus", "GPUs", &Inventory::gpus);
    add("servers", "Servers", &Inventory::servers);
    add("halls", "Halls", &Inventory::halls);
    add("arrays", "Arrays", &Inventory::arrays);
    add("compute_racks", "Compute racks", &Inventory::computeRacks);
    add("network_racks", "Network racks", &Inventory::networkRacks);
    add("other_racks", "Other racks", &Inventory::otherRacks);
    add("leaf_switches", "Leaf switches", &Inventory::leafSwitches);
    add("spine_switches", "Spine switches", &Inventory::spineSwitches);
    add("core_switches", "Core switches", &Inventory::coreSwitches);
    add("front_end_switches", "Front-end switches", &Inventory::frontEndSwitches);
    add("cables", "Cables", &Inventory::cables);
}

Difference between(std::string key, const Figure& before, const Figure& after)
{
    return {.key = std::move(key),
            .label = before.label,
            .unit = before.unit,
            .before = before.value,
            .after = after.value,
            .unknownBefore = before.unknownParts,
            .unknownAfter = after.unknownParts};
}

void addFigures(const Estimate& before, const Estimate& after, Differences& lines)
{
    for (const auto figure : {&Estimate::gpuCapex,
                              &Estimate::capex,
                              &Estimate::opex,
                              &Estimate::itPower,
                              &Estimate::facilityPower,
                              &Estimate::energy,
                              &Estimate::gridCapacity,
                              &Estimate::headroom}) {
        lines.push_back(between((before.*figure).key, before.*figure, after.*figure));
    }
}

// Workloads that both plans have.
void addTraining(const Estimate& before, const Estimate& after, Differences& lines)
{
    for (const TrainingEstimate& run : before.training) {
        const auto other =
            std::ranges::find(after.training, run.workload, &TrainingEstimate::workload);
        if (other == after.training.end()) {
            continue;
        }
        for (const auto figure :
             {&TrainingEstimate::stepTime, &TrainingEstimate::mfu, &TrainingEstimate::days}) {
            lines.push_back(
                between(run.workload + "." + (run.*figure).key, run.*figure, (*other).*figure));
        }
    }
}

} // namespace

std::vector<Difference> compare(const Snapshot& before, const Snapshot& after)
{
    Differences lines;
    addCounts(takeInventory(before), takeInventory(after), lines);
    const Estimate first = estimate(before);
    const Estimate second = estimate(after);
    addFigures(first, second, lines);
    addTraining(first, second, lines);
    return lines;
}

} // namespace rackwright::scenario

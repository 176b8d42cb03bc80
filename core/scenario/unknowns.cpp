#include "core/scenario/unknowns.h"

#include "core/model/counts.h"

#include <algorithm>
#include <fmt/format.h>

namespace rackwright::scenario {

namespace {

using Clauses = std::vector<std::string>;

// "place and size of Hall 1; Hall 2 and 2 more (assumed here)", from the rows for which `of` is true.
template <typename Rows, typename Of>
void addAbout(Clauses& clauses, const char* what, const Rows& rows, Of of, const char* state)
{
    constexpr int named = 2;
    std::string names;
    int count = 0;
    for (const auto& row : rows) {
        if (of(row) && ++count <= named) {
            names += names.empty() ? row.name : "; " + row.name; // names may hold commas
        }
    }
    if (count > named) {
        names += fmt::format(" and {} more", count - named);
    }
    if (count > 0) {
        clauses.push_back(fmt::format("{} of {} ({})", what, names, state));
    }
}

constexpr const char* assumedHere = "assumed here";
constexpr const char* notKnown = "not known";

void addAssumed(const Snapshot& snapshot, Clauses& clauses)
{
    for (const Assumption& assumption : snapshot.assumptions) {
        if (assumption.group == layoutGroup && isAssumed(assumption.origin)) {
            clauses.push_back(fmt::format("{} ({})", assumption.label, assumedHere));
        }
    }
    const auto assumedRow = [](const auto& row) { return isAssumed(row.origin); };
    addAbout(
        clauses,
        "outline",
        snapshot.sites,
        [](const Site& site) { return isAssumed(site.outlineOrigin); },
        assumedHere);
    addAbout(clauses, "place and size", snapshot.halls, assumedRow, assumedHere);
    addAbout(clauses, "make-up", snapshot.fabrics, assumedRow, assumedHere);
    addAbout(clauses, "size and count", snapshot.powerNodes, assumedRow, assumedHere);
    addAbout(clauses, "size and count", snapshot.coolingNodes, assumedRow, assumedHere);
}

void addMissing(const Snapshot& snapshot, Clauses& clauses)
{
    std::vector<DeviceType> used;
    for (const DeviceCount& devices : countDevices(snapshot)) {
        if (used.empty() || used.back().id != devices.type) {
            used.push_back(snapshot.deviceTypes.at(devices.type));
        }
    }
    const auto passesPowerOn = [](const DeviceType& type) {
        return type.kind == DeviceKind::PowerStrip;
    };
    addAbout(
        clauses,
        "power",
        used,
        [&](const DeviceType& type) { return !type.power && !passesPowerOn(type); },
        notKnown);
    addAbout(
        clauses, "mass", used, [](const DeviceType& type) { return !type.mass; }, notKnown);
    addAbout(
        clauses,
        "capacity",
        snapshot.powerNodes,
        [](const PowerNode& node) { return !node.capacity; },
        notKnown);
    addAbout(
        clauses,
        "capacity",
        snapshot.coolingNodes,
        [](const CoolingNode& node) { return !node.capacity; },
        notKnown);
    int unmeasured = 0;
    for (const LinkCount& links : countLinks(snapshot)) {
        unmeasured += links.unmeasured;
    }
    if (unmeasured > 0) {
        clauses.push_back(fmt::format("length of {} cables (not known)", unmeasured));
    }
}

} // namespace

bool isAssumed(std::string_view origin)
{
    return origin.starts_with("assumed");
}

std::vector<std::string> unknowns(const Snapshot& snapshot)
{
    Clauses clauses;
    addAssumed(snapshot, clauses);
    addMissing(snapshot, clauses);
    return clauses;
}

} // namespace rackwright::scenario

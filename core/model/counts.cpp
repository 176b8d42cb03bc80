#include "core/model/counts.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace rackwright {

namespace {

std::string_view nameOf(Tier tier)
{
    switch (tier) {
    case Tier::Leaf:
        return "leaf";
    case Tier::Spine:
        return "spine";
    case Tier::Core:
        return "core";
    case Tier::FourthTier:
        return "fourth tier";
    case Tier::None:
        break;
    }
    return "";
}

std::string fabricName(const Snapshot& snapshot, FabricId id)
{
    const Fabric* fabric = snapshot.fabrics.find(id);
    return fabric == nullptr ? std::string{"no network"} : fabric->name;
}

// The group of `like` in a short list, made when it is new. Rows come in runs, so the last one is tried first.
template <typename Count, typename Same>
Count& groupOf(std::vector<Count>& counts, std::size_t& last, const Count& like, Same same)
{
    if (last < counts.size() && same(counts[last])) {
        return counts[last];
    }
    const auto found = std::ranges::find_if(counts, same);
    last = static_cast<std::size_t>(found - counts.begin());
    return found == counts.end() ? counts.emplace_back(like) : *found;
}

} // namespace

std::string_view nameOf(Medium medium)
{
    switch (medium) {
    case Medium::Dac:
        return "copper";
    case Medium::Multimode:
        return "multimode fibre";
    case Medium::SingleMode:
        return "single-mode fibre";
    case Medium::Acc:
        return "active copper";
    case Medium::Aoc:
        return "active optical cable";
    case Medium::TwistedPair:
        return "twisted pair";
    }
    return "";
}

std::vector<DeviceCount> countDevices(const Snapshot& snapshot)
{
    std::vector<DeviceCount> counts;
    std::size_t last = 0;
    for (const Device& device : snapshot.devices) {
        const DeviceCount like{.type = device.type, .fabric = device.fabric, .tier = device.tier};
        const auto same = [&](const DeviceCount& count) {
            return count.type == device.type && count.fabric == device.fabric &&
                   count.tier == device.tier;
        };
        ++groupOf(counts, last, like, same).count;
    }
    std::ranges::sort(counts, {}, [](const DeviceCount& count) {
        return std::tuple{count.type, count.fabric, count.tier};
    });
    return counts;
}

std::string describe(const Snapshot& snapshot, const DeviceCount& devices)
{
    std::string name = snapshot.deviceTypes.at(devices.type).name;
    if (devices.tier != Tier::None) {
        name.append(", ").append(nameOf(devices.tier));
        name.append(" of ").append(fabricName(snapshot, devices.fabric));
    }
    return name;
}

std::vector<LinkCount> countLinks(const Snapshot& snapshot)
{
    std::vector<LinkCount> counts;
    std::size_t last = 0;
    for (const Cable& cable : snapshot.cables) {
        const LinkCount like{.fabric = cable.fabric, .medium = cable.medium};
        const auto same = [&](const LinkCount& count) {
            return count.fabric == cable.fabric && count.medium == cable.medium;
        };
        LinkCount& group = groupOf(counts, last, like, same);
        ++group.count;
        if (cable.length) {
            group.length += *cable.length;
        } else {
            ++group.unmeasured;
        }
    }
    std::ranges::sort(counts, {}, [](const LinkCount& count) {
        return std::tuple{count.fabric, count.medium};
    });
    return counts;
}

std::string describe(const Snapshot& snapshot, const LinkCount& links)
{
    return fabricName(snapshot, links.fabric).append(", ").append(nameOf(links.medium));
}

Figure counted(std::string key, std::string label, double count)
{
    return Figure{.key = std::move(key),
                  .label = std::move(label),
                  .unit = "1",
                  .value = Range<double>::exact(count),
                  .origin = "derived: counted in the plan"};
}

Figure assumed(const Snapshot& snapshot, std::string_view key)
{
    Figure figure{.key = std::string{key}, .label = std::string{key}, .unit = "1"};
    const Assumption* assumption = findAssumption(snapshot, key);
    if (assumption == nullptr) {
        figure.origin = "derived: the plan has no assumption of this name";
        return unknown(std::move(figure));
    }
    figure.label = assumption->label;
    figure.unit = assumption->unit;
    figure.value = assumption->value;
    figure.origin = assumption->origin;
    return figure;
}

} // namespace rackwright

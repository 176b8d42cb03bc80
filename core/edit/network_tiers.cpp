#include "core/edit/network_tiers.h"

#include "core/edit/draft.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

namespace rackwright::edit {

namespace {

using MaybeTier = std::optional<Tier>;

struct NameWord
{
    std::string_view word;
    Tier tier;
};

// The longer before those that they begin with.
constexpr std::array nameWords{
    NameWord{"server", Tier::None},
    NameWord{"host", Tier::None},
    NameWord{"node", Tier::None},
    NameWord{"gpu", Tier::None},
    NameWord{"dgx", Tier::None},
    NameWord{"leaf", Tier::Leaf},
    NameWord{"tor", Tier::Leaf},
    NameWord{"edge", Tier::Leaf},
    NameWord{"spine", Tier::Spine},
    NameWord{"agg", Tier::Spine},
    NameWord{"superspine", Tier::Core},
    NameWord{"core", Tier::Core},
};

MaybeTier tierByName(std::string_view name)
{
    std::string start;
    for (const char c : name) {
        if (std::isalpha(static_cast<unsigned char>(c)) == 0) {
            break;
        }
        start += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    for (const NameWord& word : nameWords) {
        if (start.starts_with(word.word)) {
            return word.tier;
        }
    }
    return std::nullopt;
}

MaybeTier tierByPlan(const Device* device, FabricId replaced, const Snapshot& snapshot)
{
    if (device == nullptr) {
        return std::nullopt;
    }
    if (!device->fabric.isNone() && device->fabric != replaced) {
        return Tier::None;
    }
    const DeviceType* type = snapshot.deviceTypes.find(device->type);
    const bool isSwitch = type != nullptr && type->kind == DeviceKind::Switch;
    return isSwitch && device->tier == Tier::None ? MaybeTier{} : MaybeTier{device->tier};
}

// Neighbours of each node: those of node i are [first[i], first[i + 1]).
struct Neighbours
{
    std::vector<int> first;
    std::vector<int> nodes;

    explicit Neighbours(const ImportNetwork& edit)
        : first(edit.nodes.size() + 1)
        , nodes(2 * edit.links.size())
    {
        for (const ImportNetwork::Link& link : edit.links) {
            ++first[static_cast<std::size_t>(link.a) + 1];
            ++first[static_cast<std::size_t>(link.b) + 1];
        }
        for (std::size_t i = 1; i < first.size(); ++i) {
            first[i] += first[i - 1];
        }
        std::vector<int> next = first;
        for (const ImportNetwork::Link& link : edit.links) {
            nodes[static_cast<std::size_t>(next[static_cast<std::size_t>(link.a)]++)] = link.b;
            nodes[static_cast<std::size_t>(next[static_cast<std::size_t>(link.b)]++)] = link.a;
        }
    }

    [[nodiscard]] int count(std::size_t node) const { return first[node + 1] - first[node]; }
};

void guessServers(const Neighbours& neighbours, std::vector<MaybeTier>& tiers)
{
    if (std::ranges::find(tiers, MaybeTier{Tier::None}) != tiers.end()) {
        return;
    }
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        if (!tiers[i] && neighbours.count(i) == 1) {
            tiers[i] = Tier::None;
        }
    }
}

// Breadth first from all servers at once.
void tellByDistance(const Neighbours& neighbours, std::vector<MaybeTier>& tiers)
{
    std::vector<int> queue;
    std::vector<int> distance(tiers.size(), -1);
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        if (tiers[i] == Tier::None) {
            distance[i] = 0;
            queue.push_back(static_cast<int>(i));
        }
    }
    for (std::size_t at = 0; at < queue.size(); ++at) {
        const auto node = static_cast<std::size_t>(queue[at]);
        for (int i = neighbours.first[node]; i < neighbours.first[node + 1]; ++i) {
            const auto next =
                static_cast<std::size_t>(neighbours.nodes[static_cast<std::size_t>(i)]);
            if (distance[next] < 0) {
                distance[next] = distance[node] + 1;
                queue.push_back(static_cast<int>(next));
            }
        }
    }
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        if (!tiers[i] && distance[i] >= 0 && distance[i] <= static_cast<int>(Tier::FourthTier)) {
            tiers[i] = static_cast<Tier>(distance[i]);
        }
    }
}

} // namespace

Result<std::vector<Tier>> tiersOf(const ImportNetwork& edit,
                                  const std::vector<const Device*>& known,
                                  FabricId replaced,
                                  const Snapshot& snapshot)
{
    std::vector<MaybeTier> told(edit.nodes.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        const ImportNetwork::Node& node = edit.nodes[i];
        told[i] = node.tier ? node.tier : tierByPlan(known[i], replaced, snapshot);
        if (!told[i]) {
            told[i] = tierByName(node.name);
        }
    }
    const Neighbours neighbours{edit};
    guessServers(neighbours, told);
    tellByDistance(neighbours, told);
    std::vector<Tier> tiers;
    for (std::size_t i = 0; i < told.size(); ++i) {
        if (!told[i]) {
            return invalid("tier of " + edit.nodes[i].name,
                           "nothing tells it; write server, leaf, spine or core into the file");
        }
        tiers.push_back(*told[i]);
    }
    return tiers;
}

} // namespace rackwright::edit

#include "core/cabling/trace.h"

#include "core/base/units.h"

#include <algorithm>
#include <array>
#include <deque>
#include <fmt/format.h>
#include <span>
#include <utility>

namespace rackwright::cabling {

namespace {

using Index = std::size_t; // of a device in the plan's table

// Who is next to whom, once for each cable.
class Neighbours
{
public:
    explicit Neighbours(const Snapshot& snapshot)
        : first_(snapshot.devices.size() + 1)
        , all_(2 * snapshot.cables.size())
    {
        const auto endsOf = [&](const Cable& cable) {
            return std::array{snapshot.devices.indexOf(cable.a), snapshot.devices.indexOf(cable.b)};
        };
        for (const Cable& cable : snapshot.cables) {
            for (const Index end : endsOf(cable)) {
                ++first_[end + 1];
            }
        }
        for (Index i = 1; i < first_.size(); ++i) {
            first_[i] += first_[i - 1];
        }
        std::vector<Index> next(first_.begin(), first_.end() - 1);
        for (const Cable& cable : snapshot.cables) {
            const auto [a, b] = endsOf(cable);
            all_[next[a]++] = b;
            all_[next[b]++] = a;
        }
    }

    [[nodiscard]] std::span<const Index> of(Index device) const
    {
        return std::span(all_).subspan(first_[device], first_[device + 1] - first_[device]);
    }

private:
    std::vector<Index> first_;
    std::vector<Index> all_;
};

// The devices on the way, both ends included; empty: there is none.
std::vector<Index> fewestHops(const Snapshot& snapshot, Index from, Index to)
{
    const Neighbours neighbours(snapshot);
    const Index unseen = snapshot.devices.size();
    std::vector<Index> before(unseen, unseen);
    before[to] = to; // from the end, so that the way is read from the start
    std::deque<Index> open{to};
    while (!open.empty() && before[from] == unseen) {
        const Index device = open.front();
        open.pop_front();
        if (device != to && snapshot.devices[device].tier == Tier::None) {
            continue;
        }
        for (const Index next : neighbours.of(device)) {
            if (before[next] == unseen) {
                before[next] = device;
                open.push_back(next);
            }
        }
    }
    std::vector<Index> way;
    if (before[from] == unseen) {
        return way;
    }
    for (Index device = from; device != to; device = before[device]) {
        way.push_back(device);
    }
    way.push_back(to);
    return way;
}

Hop hopBetween(const Snapshot& snapshot, DeviceId from, DeviceId to)
{
    Hop hop{.from = from, .to = to, .cables = 0, .length = Length{}};
    for (const Cable& cable : snapshot.cables) {
        if ((cable.a == from && cable.b == to) || (cable.a == to && cable.b == from)) {
            ++hop.cables;
            hop.length = hop.length && cable.length
                             ? std::optional{std::max(*hop.length, *cable.length)}
                             : std::nullopt;
        }
    }
    return hop;
}

Figure lengthOf(const std::vector<Hop>& hops)
{
    Figure length{.key = "way_m", .label = "Length of the way", .unit = "m"};
    length.formula = "the longest cable of each hop, added up";
    length.origin = "derived: from the lengths of the cables";
    double metres = 0.0;
    for (const Hop& hop : hops) {
        metres += hop.length.value_or(Length{}) / units::metre;
        length.unknownParts += hop.length ? 0 : 1;
    }
    length.value = Range<double>::exact(metres);
    return length;
}

} // namespace

Result<Trace> trace(const Snapshot& snapshot, std::string_view from, std::string_view to)
{
    const auto indexOf = [&](std::string_view name) {
        return static_cast<Index>(std::ranges::find(snapshot.devices, name, &Device::name) -
                                  snapshot.devices.begin());
    };
    const Index start = indexOf(from);
    const Index end = indexOf(to);
    for (const auto& [index, name] : {std::pair{start, from}, std::pair{end, to}}) {
        if (index == snapshot.devices.size()) {
            return Error{
                ErrorCode::NotFound, fmt::format("device {}", name), "names must match exactly"};
        }
    }
    const std::vector<Index> way = fewestHops(snapshot, start, end);
    if (way.empty()) {
        return Error{ErrorCode::Unreachable,
                     std::string{to},
                     fmt::format("no cables lead there from {}", from)};
    }
    Trace trace;
    for (std::size_t i = 1; i < way.size(); ++i) {
        trace.hops.push_back(
            hopBetween(snapshot, snapshot.devices[way[i - 1]].id, snapshot.devices[way[i]].id));
    }
    trace.length = lengthOf(trace.hops);
    return trace;
}

} // namespace rackwright::cabling

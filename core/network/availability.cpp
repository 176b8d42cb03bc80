#include "core/network/availability.h"

#include "core/base/units.h"

#include <queue>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

namespace rackwright::network {

namespace {

constexpr std::array levels{1.0, 0.999, 0.99, 0.95, 0.9, 0.875, 0.75, 0.5};
constexpr double rounding = 1e-9;

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): every input bit reaches every output bit.
std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}

// A number above 0, at most 1, that depends on nothing but the seed, the part and how often it was asked.
double drawn(std::uint64_t seed, std::uint64_t part, std::uint64_t count)
{
    const std::uint64_t bits = mixed(mixed(mixed(seed) ^ part) ^ count);
    return (static_cast<double>(bits >> 11U) + 1.0) * 0x1p-53;
}

std::vector<double> uplinksOf(const FabricGraph& graph)
{
    std::vector<double> uplinks(graph.nodes().size(), 0.0);
    for (const Bundle& bundle : graph.bundles()) {
        uplinks[index(bundle.lower)] += bundle.links;
    }
    return uplinks;
}

class Simulation
{
public:
    Simulation(const FabricGraph& graph,
               const Condition& condition,
               const FailureModel& model,
               std::uint64_t seed)
        : graph_(graph)
        , model_(model)
        , seed_(seed)
        , works_(condition.works)
        , links_(condition.links)
        , uplinks_(uplinksOf(graph))
        , shares_(graph.nodes().size(), 0.0)
        , isDirty_(graph.nodes().size(), 0)
    {
        addParts();
        for (auto node = static_cast<NodeIndex>(shares_.size()) - 1; node >= 0; --node) {
            shares_[index(node)] = shareOf(node);
        }
        for (NodeIndex server = 0; server < graph_.servers(); ++server) {
            if (works_[index(server)] != 0) {
                ++servers_[shares_[index(server)]];
                sum_ += shares_[index(server)];
            }
        }
    }

    Availability run(double seconds);

private:
    // A switch, or one cable of a bundle.
    struct Part
    {
        NodeIndex node = -1;
        BundleIndex bundle = -1;
        bool works = true;
        std::uint32_t drawn = 0;
    };
    struct Event
    {
        double time = 0.0;
        std::uint32_t part = 0;

        friend auto operator<=>(const Event&, const Event&) = default;
    };

    void addParts();
    void addPart(Part part);
    [[nodiscard]] double draw(std::uint32_t part)
    {
        return drawn(seed_, part, parts_[part].drawn++);
    }
    [[nodiscard]] const Repairs& repairsOf(const Part& part) const
    {
        return part.node >= 0 ? model_.networkSwitch : model_.cable;
    }
    // Until the part changes again.
    [[nodiscard]] double timeLeft(std::uint32_t part);
    void set(const Part& part);
    void flip(const Event& event);
    [[nodiscard]] double shareOf(NodeIndex node) const;
    void soil(NodeIndex node);
    void refresh();
    void pass(double seconds, Availability& result) const;

    const FabricGraph& graph_;
    const FailureModel& model_;
    std::uint64_t seed_;
    std::vector<char> works_;
    std::vector<int> links_;
    std::vector<double> uplinks_; // by node, when all works
    std::vector<double> shares_;  // by node
    std::vector<char> isDirty_;
    std::priority_queue<NodeIndex> dirty_; // the highest first: those below depend on it
    std::map<double, int> servers_;        // that work, by share
    double sum_ = 0.0;                     // of their shares
    std::vector<Part> parts_;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
};

void Simulation::addParts()
{
    const std::vector<char> works = works_;
    const std::vector<int> links = links_;
    for (NodeIndex node = graph_.servers(); node < static_cast<NodeIndex>(works.size()); ++node) {
        if (works[index(node)] != 0) {
            addPart({.node = node});
        }
    }
    for (BundleIndex bundle = 0; bundle < static_cast<BundleIndex>(links.size()); ++bundle) {
        for (int i = 0; i < links[index(bundle)]; ++i) {
            addPart({.bundle = bundle});
        }
    }
}

// At the start it is what it is on average over a long time.
void Simulation::addPart(Part part)
{
    const auto number = static_cast<std::uint32_t>(parts_.size());
    parts_.push_back(part);
    if (draw(number) > repairsOf(part).availability()) {
        parts_[number].works = false;
        set(parts_[number]);
    }
    events_.push({.time = timeLeft(number), .part = number});
}

double Simulation::timeLeft(std::uint32_t part)
{
    const Repairs& repairs = repairsOf(parts_[part]);
    const Duration mean = parts_[part].works ? repairs.betweenFailures : repairs.toRepair;
    return -std::log(draw(part)) * (mean / units::second);
}

void Simulation::set(const Part& part)
{
    if (part.node >= 0) {
        works_[index(part.node)] = part.works ? 1 : 0;
    } else {
        links_[index(part.bundle)] += part.works ? 1 : -1;
    }
}

double Simulation::shareOf(NodeIndex node) const
{
    if (works_[index(node)] == 0) {
        return 0.0;
    }
    const std::span<const Arc> ups = graph_.upArcs(node);
    if (ups.empty()) {
        return graph_.isServer(node) ? 0.0 : 1.0;
    }
    double left = 0.0;
    for (const Arc& arc : ups) {
        left += links_[index(arc.bundle)] * shares_[index(arc.to)];
    }
    return left / uplinks_[index(node)];
}

void Simulation::soil(NodeIndex node)
{
    if (isDirty_[index(node)] == 0) {
        isDirty_[index(node)] = 1;
        dirty_.push(node);
    }
}

void Simulation::refresh()
{
    while (!dirty_.empty()) {
        const NodeIndex node = dirty_.top();
        dirty_.pop();
        isDirty_[index(node)] = 0;
        const double before = shares_[index(node)];
        const double now = shareOf(node);
        if (now == before) {
            continue;
        }
        shares_[index(node)] = now;
        if (graph_.isServer(node)) {
            sum_ += now - before;
            ++servers_[now];
            if (const auto old = servers_.find(before); --old->second == 0) {
                servers_.erase(old);
            }
        }
        for (const Arc& arc : graph_.downArcs(node)) {
            soil(arc.to);
        }
    }
}

void Simulation::flip(const Event& event)
{
    Part& part = parts_[event.part];
    part.works = !part.works;
    set(part);
    soil(part.node >= 0 ? part.node : graph_.bundles()[index(part.bundle)].lower);
    refresh();
    events_.push({.time = event.time + timeLeft(event.part), .part = event.part});
}

void Simulation::pass(double seconds, Availability& result) const
{
    int count = 0;
    for (const auto& [share, servers] : servers_) {
        count += servers;
    }
    const double mean = count > 0 ? sum_ / count : 0.0;
    const double worst = servers_.empty() ? 0.0 : servers_.begin()->first;
    result.meanShare += seconds * mean;
    for (AvailabilityLevel& level : result.levels) {
        level.ofMean += mean >= level.share - rounding ? seconds : 0.0;
        level.ofWorst += worst >= level.share - rounding ? seconds : 0.0;
    }
}

Availability Simulation::run(double seconds)
{
    Availability result;
    for (const double share : levels) {
        result.levels.push_back({.share = share});
    }
    double now = 0.0;
    while (!events_.empty() && events_.top().time < seconds) {
        const Event event = events_.top();
        events_.pop();
        pass(event.time - now, result);
        now = event.time;
        result.failures += parts_[event.part].works ? 1 : 0;
        flip(event);
    }
    pass(seconds - now, result);
    result.meanShare /= seconds;
    for (AvailabilityLevel& level : result.levels) {
        level.ofMean /= seconds;
        level.ofWorst /= seconds;
    }
    return result;
}

Result<double> assumedPositive(const Snapshot& snapshot, const std::string& key)
{
    const Assumption* assumption = findAssumption(snapshot, key);
    if (assumption == nullptr) {
        return Error{ErrorCode::NotFound, key, "the plan has no such assumption"};
    }
    if (!(assumption->value.likely > 0.0)) {
        return Error{ErrorCode::Invalid, key, "must be above 0"};
    }
    return assumption->value.likely;
}

Result<Repairs> assumedRepairs(const Snapshot& snapshot, const std::string& part)
{
    const auto failures = assumedPositive(snapshot, "network." + part + "-failures"); // 1/h
    const auto repair = assumedPositive(snapshot, "network." + part + "-repair");     // s
    if (!failures || !repair) {
        return failures ? repair.error() : failures.error();
    }
    return Repairs{.betweenFailures = (1.0 / *failures) * units::hour,
                   .toRepair = *repair * units::second};
}

} // namespace

Result<FailureModel> failureModelOf(const Snapshot& snapshot)
{
    const auto networkSwitch = assumedRepairs(snapshot, "switch");
    const auto cable = assumedRepairs(snapshot, "cable");
    if (!networkSwitch || !cable) {
        return networkSwitch ? cable.error() : networkSwitch.error();
    }
    return FailureModel{.networkSwitch = *networkSwitch, .cable = *cable};
}

double expectedMeanShare(const FabricGraph& graph,
                         const Condition& condition,
                         const FailureModel& model)
{
    const std::vector<double> uplinks = uplinksOf(graph);
    std::vector<double> expected(graph.nodes().size(), 0.0);
    double sum = 0.0;
    int servers = 0;
    for (auto node = static_cast<NodeIndex>(expected.size()) - 1; node >= 0; --node) {
        if (condition.works[index(node)] == 0) {
            continue;
        }
        const std::span<const Arc> ups = graph.upArcs(node);
        double share = ups.empty() && !graph.isServer(node) ? 1.0 : 0.0;
        for (const Arc& arc : ups) {
            share += condition.links[index(arc.bundle)] * model.cable.availability() *
                     expected[index(arc.to)] / uplinks[index(node)];
        }
        expected[index(node)] =
            graph.isServer(node) ? share : share * model.networkSwitch.availability();
        if (graph.isServer(node)) {
            sum += share;
            ++servers;
        }
    }
    return servers > 0 ? sum / servers : 0.0;
}

Availability simulateAvailability(const FabricGraph& graph,
                                  const Condition& condition,
                                  const FailureModel& model,
                                  Duration time,
                                  std::uint64_t seed)
{
    Availability result = Simulation{graph, condition, model, seed}.run(time / units::second);
    result.expectedShare = expectedMeanShare(graph, condition, model);
    return result;
}

} // namespace rackwright::network

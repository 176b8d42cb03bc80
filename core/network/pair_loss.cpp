#include "core/network/pair_kinds.h"
#include "core/network/share.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace rackwright::network {

namespace {

constexpr double rounding = 1e-12;

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// Something that can fail, and what the traffic at hand loses with it alone.
struct Part
{
    Failing what;
    NodeIndex entry = 0; // the switch, or the lower and the upper end of the cable
    NodeIndex exit = 0;
    double out = 0.0;  // traffic that it passes on
    double tail = 0.0; // of the traffic at its entry, the share that gets to the top through it
    double loss = 0.0;

    [[nodiscard]] bool isBelow(const Part& other) const { return exit <= other.entry; }
};

// Marks the two parts with the highest measure at each end.
void markBest(const std::vector<Part>& parts,
              NodeIndex Part::*end,
              double Part::*measure,
              std::size_t nodes,
              std::vector<char>& marked)
{
    std::vector<std::array<std::int32_t, 2>> best(nodes, {-1, -1});
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto& [first, second] = best[index(parts[i].*end)];
        const auto isBetterThan = [&](std::int32_t other) {
            return other < 0 || parts[i].*measure > parts[index(other)].*measure;
        };
        if (isBetterThan(first)) {
            second = std::exchange(first, static_cast<std::int32_t>(i));
        } else if (isBetterThan(second)) {
            second = static_cast<std::int32_t>(i);
        }
    }
    for (const auto& each : best) {
        for (const std::int32_t part : each) {
            if (part >= 0) {
                marked[index(part)] = 1;
            }
        }
    }
}

// What servers alike lose.
struct ServerClass
{
    NodeIndex example = 0;
    double share = 0.0;
};

// The worst two parts of two kinds are found by trying pairs in the order of the sum of their losses, which is
// what they cost together unless one passes on traffic of the other; it ends when no sum is above the worst.
class PairLossSearch
{
public:
    PairLossSearch(const FabricGraph& graph, const Condition& condition);

    void search(PairKinds& kinds);

private:
    struct Best
    {
        double loss = 0.0;
        FailingPair pair;
    };

    void classifySwitches();
    [[nodiscard]] std::vector<ServerClass> serverClasses() const;
    [[nodiscard]] double linkWeight(NodeIndex lower, BundleIndex bundle) const
    {
        return condition_.links[index(bundle)] / uplinks_[index(lower)];
    }
    void passUp(NodeIndex first, std::vector<double>& flow) const;
    void sendFrom(const ServerClass& source);
    void sendFromAll();
    void listParts();
    void addParts(NodeIndex node);
    [[nodiscard]] std::vector<Part> pruned(const std::vector<Part>& parts) const;
    [[nodiscard]] double reach(NodeIndex from, NodeIndex to);
    [[nodiscard]] double lossOfBoth(const Part& a, const Part& b);
    [[nodiscard]] Best worst(int a, int b, double atLeast);
    static void note(PairKind& kind, const ServerClass& servers, const Best& best);

    const FabricGraph& graph_;
    const Condition& condition_;
    Shares shares_;
    std::vector<double> uplinks_; // by node, when all works
    bool isLayered_ = true;       // no cable joins devices of one tier
    std::int32_t switches_ = 0;
    std::vector<std::int32_t> classOf_;      // by switch: those with the same uplinks
    std::vector<std::vector<double>> reach_; // by class, then switch; empty until asked for
    std::vector<double> flow_;               // by node: the traffic at hand
    std::vector<std::vector<Part>> parts_;   // by kind
};

PairLossSearch::PairLossSearch(const FabricGraph& graph, const Condition& condition)
    : graph_(graph)
    , condition_(condition)
    , shares_(sharesOf(graph, condition))
    , uplinks_(graph.nodes().size(), 0.0)
    , switches_(static_cast<std::int32_t>(graph.nodes().size()) - graph.servers())
    , flow_(graph.nodes().size(), 0.0)
{
    for (const Bundle& bundle : graph.bundles()) {
        uplinks_[index(bundle.lower)] += bundle.links;
        isLayered_ = isLayered_ && graph.nodes()[index(bundle.lower)].tier !=
                                       graph.nodes()[index(bundle.upper)].tier;
    }
    classifySwitches();
}

void PairLossSearch::classifySwitches()
{
    struct Uplink
    {
        NodeIndex to;
        int links;
        double ofAll;

        auto operator<=>(const Uplink&) const = default;
    };
    std::map<std::vector<Uplink>, std::int32_t> known;
    for (NodeIndex node = graph_.servers(); node < graph_.servers() + switches_; ++node) {
        std::vector<Uplink> uplinks;
        for (const Arc& arc : graph_.upArcs(node)) {
            uplinks.push_back({.to = arc.to,
                               .links = condition_.links[index(arc.bundle)],
                               .ofAll = uplinks_[index(node)]});
        }
        const auto number = static_cast<std::int32_t>(known.size());
        classOf_.push_back(known.try_emplace(std::move(uplinks), number).first->second);
    }
    reach_.resize(known.size());
}

// Servers that meet leaves of the same classes by as many links lose the same.
std::vector<ServerClass> PairLossSearch::serverClasses() const
{
    struct Cabled
    {
        std::int32_t leafClass;
        int links;
        double ofAll;

        auto operator<=>(const Cabled&) const = default;
    };
    std::map<std::vector<Cabled>, ServerClass> known;
    for (NodeIndex server = 0; server < graph_.servers(); ++server) {
        if (condition_.works[index(server)] == 0) {
            continue;
        }
        std::vector<Cabled> cabling;
        for (const Arc& arc : graph_.upArcs(server)) {
            // A neighbour that is a server itself is alike to none.
            const std::int32_t leafClass =
                graph_.isServer(arc.to) ? -1 - arc.to : classOf_[index(arc.to - graph_.servers())];
            cabling.push_back({.leafClass = leafClass,
                               .links = condition_.links[index(arc.bundle)],
                               .ofAll = uplinks_[index(server)]});
        }
        std::ranges::sort(cabling);
        known.try_emplace(std::move(cabling),
                          ServerClass{.example = server, .share = shares_.of(server)});
    }
    std::vector<ServerClass> classes;
    for (const auto& [cabling, each] : known) {
        classes.push_back(each);
    }
    return classes;
}

// Divides what has come to each node, from the first one on, over its uplinks.
void PairLossSearch::passUp(NodeIndex first, std::vector<double>& flow) const
{
    for (NodeIndex node = first; node < static_cast<NodeIndex>(flow.size()); ++node) {
        if (flow[index(node)] == 0.0) {
            continue;
        }
        for (const Arc& arc : graph_.upArcs(node)) {
            flow[index(arc.to)] += flow[index(node)] * linkWeight(node, arc.bundle);
        }
    }
}

void PairLossSearch::sendFrom(const ServerClass& source)
{
    std::ranges::fill(flow_, 0.0);
    flow_[index(source.example)] = 1.0;
    passUp(source.example, flow_);
    listParts();
}

void PairLossSearch::sendFromAll()
{
    const auto working = static_cast<double>(
        std::count(condition_.works.begin(), condition_.works.begin() + graph_.servers(), 1));
    std::ranges::fill(flow_, 0.0);
    for (NodeIndex server = 0; server < graph_.servers(); ++server) {
        flow_[index(server)] = condition_.works[index(server)] / std::max(1.0, working);
    }
    passUp(0, flow_);
    listParts();
}

void PairLossSearch::listParts()
{
    parts_.assign(2 * index(graph_.tiers() + 1), {});
    for (NodeIndex node = 0; node < static_cast<NodeIndex>(flow_.size()); ++node) {
        if (flow_[index(node)] > 0.0 && condition_.works[index(node)] != 0) {
            addParts(node);
        }
    }
    for (std::size_t kind = 0; kind < parts_.size(); ++kind) {
        const bool areCables = kind % 2 == 1;
        parts_[kind] = areCables && isLayered_ ? pruned(parts_[kind]) : std::move(parts_[kind]);
        std::ranges::stable_sort(parts_[kind], std::ranges::greater{}, &Part::loss);
    }
}

void PairLossSearch::addParts(NodeIndex node)
{
    const double flow = flow_[index(node)];
    const int tier = static_cast<int>(graph_.nodes()[index(node)].tier);
    if (!graph_.isServer(node) && shares_.of(node) > 0.0) {
        parts_[index(2 * tier)].push_back({.what = {.node = node},
                                           .entry = node,
                                           .exit = node,
                                           .out = flow,
                                           .tail = shares_.of(node),
                                           .loss = flow * shares_.of(node)});
    }
    for (const Arc& arc : graph_.upArcs(node)) {
        const double tail = shares_.of(arc.to) / uplinks_[index(node)];
        // A third cable of a bundle is like the other two.
        for (int i = 0; i < std::min(2, condition_.links[index(arc.bundle)]) && tail > 0.0; ++i) {
            parts_[index(2 * tier + 1)].push_back({.what = {.bundle = arc.bundle},
                                                   .entry = node,
                                                   .exit = arc.to,
                                                   .out = flow / uplinks_[index(node)],
                                                   .tail = tail,
                                                   .loss = flow * tail});
        }
    }
}

// Only cables that can be in the worst pair. As the lower part, those that carry most of all that end at one
// switch; as the upper one, those that get most to the top of all that start at one.
std::vector<Part> PairLossSearch::pruned(const std::vector<Part>& parts) const
{
    std::vector<char> marked(parts.size(), 0);
    markBest(parts, &Part::exit, &Part::out, flow_.size(), marked);
    markBest(parts, &Part::entry, &Part::tail, flow_.size(), marked);
    std::vector<Part> kept;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (marked[i] != 0) {
            kept.push_back(parts[i]);
        }
    }
    return kept;
}

// The share of what passes one device that comes to a switch.
double PairLossSearch::reach(NodeIndex from, NodeIndex to)
{
    if (from == to) {
        return 1.0;
    }
    const auto rowOf = [&] {
        std::vector<double> flow(flow_.size(), 0.0);
        flow[index(from)] = 1.0;
        passUp(from, flow);
        flow[index(from)] = 0.0;
        return std::vector<double>(flow.begin() + graph_.servers(), flow.end());
    };
    if (graph_.isServer(from)) { // two servers joined by a cable
        return graph_.isServer(to) ? 0.0 : rowOf()[index(to - graph_.servers())];
    }
    std::vector<double>& row = reach_[index(classOf_[index(from - graph_.servers())])];
    if (row.empty()) {
        row = rowOf();
    }
    return row[index(to - graph_.servers())];
}

// What passes through one part and then through the other is lost once only.
double PairLossSearch::lossOfBoth(const Part& a, const Part& b)
{
    if (a.isBelow(b)) {
        return a.out * reach(a.exit, b.entry) * b.tail;
    }
    return b.isBelow(a) ? b.out * reach(b.exit, a.entry) * a.tail : 0.0;
}

PairLossSearch::Best PairLossSearch::worst(int a, int b, double atLeast)
{
    Best best{.loss = atLeast, .pair = {}};
    const std::vector<Part>& firsts = parts_[index(a)];
    const std::vector<Part>& seconds = parts_[index(b)];
    const auto offer = [&](double loss, Failing first, Failing second) {
        if (loss > best.loss + rounding) {
            best = {.loss = loss, .pair = {.first = first, .second = second}};
        }
    };
    // One of the two may cost nothing.
    if (!firsts.empty()) {
        offer(firsts.front().loss, firsts.front().what, {});
    }
    if (!seconds.empty()) {
        offer(seconds.front().loss, {}, seconds.front().what);
    }
    for (std::size_t i = 0; i < firsts.size() && !seconds.empty(); ++i) {
        const Part& first = firsts[i];
        if (first.loss + seconds.front().loss <= best.loss + rounding) {
            break;
        }
        for (std::size_t j = a == b ? i + 1 : 0; j < seconds.size(); ++j) {
            const double sum = first.loss + seconds[j].loss;
            if (sum <= best.loss + rounding) {
                break;
            }
            offer(sum - lossOfBoth(first, seconds[j]), first.what, seconds[j].what);
        }
    }
    return best;
}

// Against what other servers are left with.
void PairLossSearch::note(PairKind& kind, const ServerClass& servers, const Best& best)
{
    if (best.loss > servers.share - kind.leastShare + rounding) {
        kind.leastShare = std::max(0.0, servers.share - best.loss);
        kind.atLeastShare = best.pair;
    }
}

void PairLossSearch::search(PairKinds& kinds)
{
    const std::vector<ServerClass> classes = serverClasses();
    double least = 1.0;
    for (const ServerClass& servers : classes) {
        least = std::min(least, servers.share);
    }
    const auto forEach = [&](auto visit) {
        for (int a = 0; a < kinds.kinds(); ++a) {
            for (int b = a; b < kinds.kinds(); ++b) {
                if (PairKind* const kind = kinds.find(a, b)) {
                    visit(a, b, *kind);
                }
            }
        }
    };
    sendFromAll();
    forEach([&](int a, int b, PairKind& kind) {
        const Best best = worst(a, b, 0.0);
        kind.leastShare = least;
        kind.greatestLoss = best.loss;
        kind.atGreatestLoss = best.pair;
    });
    for (const ServerClass& servers : classes) {
        sendFrom(servers);
        forEach([&](int a, int b, PairKind& kind) {
            note(kind, servers, worst(a, b, servers.share - kind.leastShare));
        });
    }
}

} // namespace

void findWorstLosses(const FabricGraph& graph, const Condition& condition, PairKinds& kinds)
{
    PairLossSearch{graph, condition}.search(kinds);
}

} // namespace rackwright::network

#include "core/network/survey.h"

#include "core/network/connectivity.h"
#include "core/network/share.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// Servers with the same cables to the same leaves lose the same.
struct ServerClass
{
    double servers = 0.0;
    double share = 0.0;
};

// The share of a class's ways that leads through a node.
struct Passing
{
    std::int32_t serverClass = 0;
    double weight = 0.0;
};

class Surveyor
{
public:
    Surveyor(const FabricGraph& graph, const Condition& condition)
        : graph_(graph)
        , condition_(condition)
        , shares_(sharesOf(graph, condition))
    {
        classify();
    }

    Survey survey();

private:
    void classify();
    [[nodiscard]] double linkWeight(NodeIndex lower, BundleIndex bundle) const
    {
        return condition_.links[index(bundle)] / intactUplinks_[index(lower)];
    }
    void findPassing(NodeIndex node);
    // When a node loses so much of its share.
    [[nodiscard]] Loss lossOf(NodeIndex node, double shareLost) const;
    void surveyServers(Survey& survey) const;

    const FabricGraph& graph_;
    const Condition& condition_;
    Shares shares_;
    std::vector<double> intactUplinks_;       // by node
    std::vector<std::int32_t> classOfServer_; // -1: does not work
    std::vector<ServerClass> classes_;
    std::vector<std::vector<Passing>> passing_; // by node
    double servers_ = 0.0;
    double worst_ = 1.0; // share of a server before anything else fails

    std::vector<double> classWeight_; // scratch, by class: zero between uses
};

void Surveyor::classify()
{
    intactUplinks_.resize(graph_.nodes().size(), 0.0);
    for (const Bundle& bundle : graph_.bundles()) {
        intactUplinks_[index(bundle.lower)] += bundle.links;
    }
    struct Cabled
    {
        NodeIndex leaf;
        double weight;

        auto operator<=>(const Cabled&) const = default;
    };
    std::map<std::vector<Cabled>, std::int32_t> known;
    classOfServer_.assign(index(graph_.servers()), -1);
    for (NodeIndex server = 0; server < graph_.servers(); ++server) {
        if (condition_.works[index(server)] == 0) {
            continue;
        }
        std::vector<Cabled> cabling;
        for (const Arc& arc : graph_.upArcs(server)) {
            cabling.push_back({.leaf = arc.to, .weight = linkWeight(server, arc.bundle)});
        }
        const auto [found, isNew] =
            known.try_emplace(std::move(cabling), static_cast<std::int32_t>(classes_.size()));
        if (isNew) {
            classes_.push_back({.share = shares_.of(server)});
        }
        classOfServer_[index(server)] = found->second;
        classes_[index(found->second)].servers += 1.0;
        servers_ += 1.0;
        worst_ = std::min(worst_, shares_.of(server));
    }
    passing_.resize(graph_.nodes().size());
    for (const auto& [cabling, number] : known) {
        for (const Cabled& cabled : cabling) {
            if (cabled.weight > 0.0) {
                passing_[index(cabled.leaf)].push_back(
                    {.serverClass = number, .weight = cabled.weight});
            }
        }
    }
    classWeight_.assign(classes_.size(), 0.0);
}

// What passes a node is what passes the switches below it, each as far as it sends here. REQUIRES: those
// have been found.
void Surveyor::findPassing(NodeIndex node)
{
    std::vector<std::int32_t> met;
    const auto add = [&](std::int32_t serverClass, double weight) {
        double& sum = classWeight_[index(serverClass)];
        if (sum == 0.0) {
            met.push_back(serverClass);
        }
        sum += weight;
    };
    std::vector<Passing>& passing = passing_[index(node)]; // so far the servers cabled to it
    for (const Passing& own : passing) {
        add(own.serverClass, own.weight);
    }
    const std::span<const Arc> down = graph_.downArcs(node);
    const auto first = std::ranges::lower_bound(down, graph_.servers(), {}, &Arc::to);
    for (auto arc = first; arc != down.end(); ++arc) {
        if (!condition_.carries(arc->bundle)) {
            continue;
        }
        const double part = linkWeight(arc->to, arc->bundle);
        for (const Passing& below : passing_[index(arc->to)]) {
            add(below.serverClass, part * below.weight);
        }
    }
    passing.clear();
    for (const std::int32_t serverClass : met) {
        passing.push_back({.serverClass = serverClass, .weight = classWeight_[index(serverClass)]});
        classWeight_[index(serverClass)] = 0.0;
    }
}

Loss Surveyor::lossOf(NodeIndex node, double shareLost) const
{
    Loss loss{.worstShare = worst_};
    if (shareLost <= 0.0) {
        return loss;
    }
    double lost = 0.0;
    for (const Passing& passing : passing_[index(node)]) {
        const ServerClass& each = classes_[index(passing.serverClass)];
        const double part = passing.weight * shareLost;
        loss.serversAffected += static_cast<int>(each.servers);
        loss.worstShare = std::min(loss.worstShare, each.share - part);
        lost += each.servers * part;
    }
    loss.worstShare = std::max(0.0, loss.worstShare);
    loss.meanLoss = servers_ > 0.0 ? lost / servers_ : 0.0;
    return loss;
}

void Surveyor::surveyServers(Survey& survey) const
{
    for (NodeIndex server = 0; server < graph_.servers(); ++server) {
        if (classOfServer_[index(server)] < 0) {
            continue;
        }
        for (const Arc& arc : graph_.upArcs(server)) {
            if (!condition_.carries(arc.bundle)) {
                continue;
            }
            const double part = shares_.of(arc.to) / intactUplinks_[index(server)];
            Loss& loss = survey.cables.emplace_back();
            loss.bundle = arc.bundle;
            loss.serversAffected = part > 0.0 ? 1 : 0;
            loss.worstShare = std::max(0.0, std::min(worst_, shares_.of(server) - part));
            loss.meanLoss = part / servers_;
        }
    }
}

Survey Surveyor::survey()
{
    Survey survey;
    survey.cables.reserve(graph_.bundles().size());
    surveyServers(survey);
    for (NodeIndex node = graph_.servers(); node < static_cast<NodeIndex>(graph_.nodes().size());
         ++node) {
        if (condition_.works[index(node)] == 0) {
            continue;
        }
        findPassing(node);
        survey.switches.push_back(lossOf(node, shares_.of(node)));
        survey.switches.back().node = node;
        for (const Arc& arc : graph_.upArcs(node)) {
            if (condition_.carries(arc.bundle)) {
                survey.cables.push_back(
                    lossOf(node, shares_.of(arc.to) / intactUplinks_[index(node)]));
                survey.cables.back().bundle = arc.bundle;
            }
        }
    }
    return survey;
}

} // namespace

bool Loss::isGraverThan(const Loss& other) const
{
    return std::tuple{serversCutOff, -worstShare, meanLoss} >
           std::tuple{other.serversCutOff, -other.worstShare, other.meanLoss};
}

std::vector<LossGroup> groupsOf(const FabricGraph& graph, const std::vector<Loss>& losses)
{
    struct Kind // rounded, since sums in different orders differ in the last digits
    {
        Tier tier;
        int serversAffected;
        int serversCutOff;
        long worstShare;
        long meanLoss;

        auto operator<=>(const Kind&) const = default;
    };
    const auto kindOf = [&](const Loss& loss) {
        const NodeIndex node =
            loss.node >= 0 ? loss.node : graph.bundles()[index(loss.bundle)].lower;
        return Kind{.tier = graph.nodes()[index(node)].tier,
                    .serversAffected = loss.serversAffected,
                    .serversCutOff = loss.serversCutOff,
                    .worstShare = std::lround(loss.worstShare * 1e9),
                    .meanLoss = std::lround(loss.meanLoss * 1e12)};
    };
    std::map<Kind, LossGroup> byKind;
    for (const Loss& loss : losses) {
        LossGroup& group =
            byKind.try_emplace(kindOf(loss), LossGroup{.example = loss}).first->second;
        ++group.failures;
    }
    std::vector<LossGroup> groups;
    for (const auto& [kind, group] : byKind) {
        groups.push_back(group);
    }
    std::ranges::stable_sort(groups, [](const LossGroup& a, const LossGroup& b) {
        return a.example.isGraverThan(b.example);
    });
    return groups;
}

Survey surveySingleFailures(const FabricGraph& graph, const Condition& condition)
{
    Survey survey = Surveyor{graph, condition}.survey();
    std::ranges::sort(survey.cables, {}, &Loss::bundle);
    for (const WeakPoint& point : weakPoints(graph, condition)) {
        if (point.node >= 0) {
            const auto found =
                std::ranges::lower_bound(survey.switches, point.node, {}, &Loss::node);
            found->serversCutOff = point.serversCutOff;
        } else {
            const auto found =
                std::ranges::lower_bound(survey.cables, point.bundle, {}, &Loss::bundle);
            found->serversCutOff = point.serversCutOff;
        }
    }
    return survey;
}

} // namespace rackwright::network

#include "app/cli/console.h"
#include "app/cli/network_reports.h"
#include "core/base/units.h"
#include "core/network/bottleneck.h"
#include "core/network/cut.h"
#include "ui/text/figure_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace rackwright::cli {

namespace {

using Json = nlohmann::ordered_json;
using network::Demand;
using network::NodeIndex;

constexpr std::size_t shownLinks = 5;

std::string linkName(const NetworkCase& asked, const network::HotLink& link)
{
    const network::Bundle& bundle = asked.graph.bundles()[static_cast<std::size_t>(link.bundle)];
    const bool isUp = link.direction == network::Direction::Up;
    return nameOf(asked, isUp ? bundle.lower : bundle.upper) + " -> " +
           nameOf(asked, isUp ? bundle.upper : bundle.lower);
}

// "A, B" -> A and B.
std::vector<std::string> listed(const std::string& names)
{
    std::vector<std::string> found;
    std::istringstream text{names};
    for (std::string name; std::getline(text, name, ',');) {
        const auto first = name.find_first_not_of(' ');
        const auto last = name.find_last_not_of(' ');
        found.push_back(first == std::string::npos ? "" : name.substr(first, last - first + 1));
    }
    return found;
}

// Devices of the network in what the names stand for: its servers, or its switches where there is no server.
Result<std::vector<NodeIndex>> devicesIn(const NetworkCase& asked, const std::string& names)
{
    const auto meant = network::failuresNamed(asked.plan, listed(names));
    if (!meant) {
        return meant.error();
    }
    const network::Condition without = network::after(*meant, asked.graph, asked.plan);
    std::vector<NodeIndex> devices;
    for (NodeIndex node = 0; node < static_cast<NodeIndex>(without.works.size()); ++node) {
        const bool isWanted =
            asked.graph.isServer(node) || devices.empty() || !asked.graph.isServer(devices.front());
        const std::size_t at = static_cast<std::size_t>(node);
        if (without.works[at] == 0 && asked.condition.works[at] != 0 && isWanted) {
            devices.push_back(node);
        }
    }
    if (devices.empty()) {
        return Error{ErrorCode::NotFound,
                     names,
                     "no device of " + asked.fabric.name + " that works is in it"};
    }
    return devices;
}

// The servers of each job; without jobs all that work, as one.
Result<std::vector<std::vector<NodeIndex>>> placement(const NetworkCase& asked,
                                                      const std::vector<std::string>& jobs)
{
    std::vector<std::vector<NodeIndex>> placed;
    for (const std::string& job : jobs) {
        const auto devices = devicesIn(asked, job);
        if (!devices) {
            return devices.error();
        }
        if (devices->size() < 2 || !asked.graph.isServer(devices->front())) {
            return Error{ErrorCode::Invalid, "--job " + job, "a job needs two servers that work"};
        }
        placed.push_back(*devices);
    }
    if (jobs.empty()) {
        std::vector<NodeIndex>& all = placed.emplace_back();
        for (NodeIndex server = 0; server < asked.graph.servers(); ++server) {
            if (asked.condition.works[static_cast<std::size_t>(server)] != 0) {
                all.push_back(server);
            }
        }
    }
    return placed;
}

std::vector<Demand> trafficOf(const NetworkCase& asked,
                              const TrafficQuestion& question,
                              const std::vector<NodeIndex>& servers)
{
    const network::FabricGraph& graph = asked.graph;
    const network::Condition& condition = asked.condition;
    if (question.pattern == "ring") {
        return network::ringTraffic(graph, condition, servers);
    }
    if (question.pattern == "hierarchical") {
        return network::hierarchicalTraffic(graph, condition, servers);
    }
    if (question.pattern == "pipeline") {
        return network::pipelineTraffic(
            graph, condition, servers, static_cast<std::size_t>(question.stride));
    }
    return network::allToAllTraffic(graph, condition, servers);
}

// For people and for JSON: the same in every locale.
std::string whyUneven(const network::Limit& limit)
{
    std::string why = fmt::format(
        "the {} links of its pod do not divide over {} switches of the top tier: {} to some and {} "
        "to others, {:.2f} on average. A switch divides evenly over its links what it sends to the "
        "pod, and where there are {} of them they fill first; {} pods do not divide the {} ports "
        "of a switch",
        limit.podLinks,
        limit.tops,
        limit.fewest,
        limit.most,
        static_cast<double>(limit.podLinks) / limit.tops,
        limit.fewest,
        limit.pods,
        limit.topPorts);
    if (limit.evenTops > 0) {
        why += fmt::format(". With {} switches in the top tier, {} {} from a full pod to each, all "
                           "would carry the same",
                           limit.evenTops,
                           limit.evenLinks,
                           limit.evenLinks == 1 ? "link" : "links");
    }
    return why;
}

// Why not everybody can send at full speed; empty when they can.
std::string whyOf(const network::Limit& limit)
{
    switch (limit.cause) {
    case network::LimitCause::None:
        return "";
    case network::LimitCause::Oversubscription:
        return "the links of this tier together are asked for more than they carry "
               "(oversubscription)";
    case network::LimitCause::UnevenPods:
        return whyUneven(limit);
    case network::LimitCause::Failures:
        return "what has failed leaves too few links on this way";
    case network::LimitCause::Pattern:
        return "the pattern sends more over these links than over others";
    }
    return "";
}

struct LoadAnswer
{
    network::LinkLoads loads;
    double throughput = 1.0;
    std::vector<network::HotLink> hottest;
    network::Limit limit;
    std::size_t jobs = 0;
};

Json jsonOf(const NetworkCase& asked, const TrafficQuestion& question, const LoadAnswer& answer)
{
    Json json;
    json["network"] = asked.fabric.name;
    json["pattern"] = question.pattern;
    json["jobs"] = answer.jobs;
    json["full_speed_share"] = answer.throughput;
    json["unrouted_links"] = answer.loads.unrouted;
    json["tiers"] = Json::array();
    for (int tier = 1; tier < asked.graph.tiers(); ++tier) {
        const network::TierLoad load = answer.loads.above(tier, asked.graph, asked.condition);
        json["tiers"].push_back({{"above", nameOf(static_cast<Tier>(tier))},
                                 {"highest_load", load.highest},
                                 {"mean_load", load.mean}});
    }
    json["hottest_links"] = Json::array();
    for (const network::HotLink& link : answer.hottest) {
        json["hottest_links"].push_back({{"link", linkName(asked, link)}, {"load", link.load}});
    }
    if (const std::string why = whyOf(answer.limit); !why.empty()) {
        json["finding"] = why;
    }
    return json;
}

void print(const NetworkCase& asked, const TrafficQuestion& question, const LoadAnswer& answer)
{
    std::vector<TextRow> rows{{"Traffic", question.pattern},
                              {"Everybody at once sends at", percent(answer.throughput)}};
    for (int tier = 1; tier < asked.graph.tiers(); ++tier) {
        const network::TierLoad load = answer.loads.above(tier, asked.graph, asked.condition);
        rows.push_back({"Links above a " + nameOf(static_cast<Tier>(tier)) + ", fullest",
                        percent(load.highest)});
        rows.push_back({"  mean", percent(load.mean)});
    }
    for (const network::HotLink& link : answer.hottest) {
        rows.push_back({linkName(asked, link), percent(link.load)});
    }
    if (answer.loads.unrouted > 0.0) {
        rows.push_back({"Traffic that finds no way, links", counted(answer.loads.unrouted)});
    }
    printTable(rows);
    if (const std::string why = whyOf(answer.limit); !why.empty()) {
        printLine("");
        printLine("Finding: " + linkName(asked, answer.limit.link) + " is full first: " + why +
                  ".");
    }
}

} // namespace

Status reportLoad(const NetworkCase& asked, const TrafficQuestion& question, Output output)
{
    const auto jobs = placement(asked, question.jobs);
    if (!jobs) {
        return jobs.error();
    }
    std::vector<Demand> demands;
    for (const std::vector<NodeIndex>& servers : *jobs) {
        const std::vector<Demand> own = trafficOf(asked, question, servers);
        demands.insert(demands.end(), own.begin(), own.end());
    }
    LoadAnswer answer{.loads = network::loadsOf(asked.graph, asked.condition, demands),
                      .hottest = {},
                      .limit = {},
                      .jobs = jobs->size()};
    answer.throughput = answer.loads.throughput(asked.graph, asked.condition);
    answer.hottest = network::hottestLinks(asked.graph, asked.condition, answer.loads, shownLinks);
    answer.limit = network::limitOf(asked.graph, asked.condition, answer.loads);
    if (output == Output::Json) {
        printLine(jsonOf(asked, question, answer).dump(2));
    } else {
        print(asked, question, answer);
    }
    return Done{};
}

Status reportCut(const NetworkCase& asked,
                 const std::string& from,
                 const std::string& to,
                 Output output)
{
    const auto a = devicesIn(asked, from);
    if (!a) {
        return a.error();
    }
    auto b = devicesIn(asked, to);
    if (!b) {
        return b.error();
    }
    if (std::ranges::any_of(*b,
                            [&](NodeIndex node) { return std::ranges::binary_search(*a, node); })) {
        return Error{ErrorCode::Invalid, "--cut", "the two sets must have no device in common"};
    }
    const std::int64_t links = network::cutBetween(asked.graph, asked.condition, *a, *b);
    const double bps = static_cast<double>(links) * (asked.fabric.linkSpeed / units::bitPerSecond);
    if (output == Output::Json) {
        printLine(Json{
            {"network", asked.fabric.name},
            {"from_devices", a->size()},
            {"to_devices", b->size()},
            {"links", links},
            {"bandwidth_bps",
             bps}}.dump(2));
        return Done{};
    }
    printTable({{"Devices on one side", counted(static_cast<double>(a->size()))},
                {"On the other", counted(static_cast<double>(b->size()))},
                {"Links that carry at once, one way", counted(static_cast<double>(links))},
                {"Bandwidth, one way", ui::valueText(bps, "bit/s").toStdString()}});
    return Done{};
}

} // namespace rackwright::cli

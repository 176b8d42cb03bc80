#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/units.h"
#include "core/network/connectivity.h"
#include "core/network/impact.h"
#include "core/network/survey.h"
#include "core/scenario/apply.h"
#include "ui/text/figure_text.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rackwright::cli {

namespace {

using Json = nlohmann::ordered_json;
using network::Condition;
using network::FabricGraph;
using network::NodeIndex;

struct Options
{
    std::string plan;
    std::string scenario{scenario::baseline};
    std::string network;
    std::vector<std::string> failures;
    std::string survey;
    bool json = false;
};

// The network with this name, or the GPU network.
Result<Fabric> findNetwork(const Snapshot& plan, const std::string& name)
{
    const auto found = std::ranges::find_if(plan.fabrics, [&](const Fabric& fabric) {
        return name.empty() ? fabric.purpose == FabricPurpose::Gpu : fabric.name == name;
    });
    if (found != plan.fabrics.end()) {
        return *found;
    }
    std::string names;
    for (const Fabric& fabric : plan.fabrics) {
        names += (names.empty() ? "its networks are " : ", ") + fabric.name;
    }
    return Error{ErrorCode::NotFound,
                 name.empty() ? "GPU network" : name,
                 names.empty() ? "the plan has no network" : names};
}

std::string counted(double count)
{
    return ui::exactText(count, "1").toStdString();
}

std::string percent(double share)
{
    return ui::percentText(share).toStdString();
}

// One network of the plan in the state that the user asks about.
struct Case
{
    Snapshot plan;
    Fabric fabric;
    FabricGraph graph;
    Condition condition;
};

std::string nameOf(const Case& asked, NodeIndex node)
{
    return asked.plan.devices.at(asked.graph.nodes()[static_cast<std::size_t>(node)].device).name;
}

std::string nameOf(const Case& asked, const network::Loss& loss)
{
    if (loss.node >= 0) {
        return nameOf(asked, loss.node);
    }
    const network::Bundle& bundle = asked.graph.bundles()[static_cast<std::size_t>(loss.bundle)];
    return "a cable " + nameOf(asked, bundle.lower) + " - " + nameOf(asked, bundle.upper);
}

Json jsonOf(const Case& asked, const network::Impact& impact)
{
    const double linkBps = asked.fabric.linkSpeed / units::bitPerSecond;
    const network::HopCounts hops = network::hopCounts(asked.graph, asked.condition);
    Json json;
    json["network"] = asked.fabric.name;
    json["servers_down"] = impact.serversDown;
    json["switches_down"] = impact.switchesDown;
    json["links_down"] = impact.linksDown;
    json["servers_cut_off"] = impact.serversCutOff;
    json["bandwidth"] = Json::array();
    for (const network::ShareGroup& group : impact.shares) {
        json["bandwidth"].push_back({{"servers", group.servers}, {"share", group.share}});
    }
    json["bandwidth_mean_share"] = impact.meanShare;
    json["rail_shares"] = impact.rails;
    json["bisection_bps"] = static_cast<double>(impact.bisectionAfter) * linkBps;
    json["bisection_share"] = impact.bisectionShare();
    json["server_pairs_by_switches_passed"] = Json::object();
    for (std::size_t switches = 1; switches < hops.pairs.size(); ++switches) {
        if (hops.pairs[switches] > 0) {
            json["server_pairs_by_switches_passed"][std::to_string(switches)] =
                hops.pairs[switches];
        }
    }
    json["server_pairs_unreachable"] = hops.unreachable;
    return json;
}

void print(const Case& asked, const network::Impact& impact)
{
    const double linkBps = asked.fabric.linkSpeed / units::bitPerSecond;
    printLine(asked.fabric.name);
    std::vector<TextRow> rows{
        {"Servers down", counted(impact.serversDown)},
        {"Switches down", counted(impact.switchesDown)},
        {"Links down", counted(static_cast<double>(impact.linksDown))},
        {"Servers cut off", counted(impact.serversCutOff)},
        {"Bisection bandwidth, one way",
         ui::valueText(static_cast<double>(impact.bisectionAfter) * linkBps, "bit/s")
             .toStdString()},
        {"Bisection left", percent(impact.bisectionShare())}};
    for (const network::ShareGroup& group : impact.shares) {
        rows.push_back({"Servers with " + percent(group.share) + " of their bandwidth",
                        counted(group.servers)});
    }
    for (std::size_t rail = 0; rail < impact.rails.size(); ++rail) {
        if (impact.rails[rail] < 1.0) {
            rows.push_back({"Rail " + std::to_string(rail), percent(impact.rails[rail])});
        }
    }
    printTable(rows);
}

Json jsonOf(const Case& asked, const std::vector<network::Loss>& losses)
{
    Json json = Json::array();
    for (const network::LossGroup& group : network::groupsOf(asked.graph, losses)) {
        json.push_back({{"fails", nameOf(asked, group.example)},
                        {"alike", group.failures},
                        {"servers_affected", group.example.serversAffected},
                        {"servers_cut_off", group.example.serversCutOff},
                        {"worst_share", group.example.worstShare},
                        {"mean_loss", group.example.meanLoss}});
    }
    return json;
}

void print(const Case& asked, const std::vector<network::Loss>& losses)
{
    std::vector<TextRow> rows{
        {"When this fails", "alike", "servers affected", "cut off", "worst share left"}};
    for (const network::LossGroup& group : network::groupsOf(asked.graph, losses)) {
        rows.push_back({nameOf(asked, group.example),
                        counted(group.failures),
                        counted(group.example.serversAffected),
                        counted(group.example.serversCutOff),
                        percent(group.example.worstShare)});
    }
    printTable(rows);
}

void survey(const Case& asked, bool asJson)
{
    const network::Survey found = network::surveySingleFailures(asked.graph, asked.condition);
    if (asJson) {
        Json json;
        json["network"] = asked.fabric.name;
        json["switches_surveyed"] = found.switches.size();
        json["links_surveyed"] = found.cables.size();
        json["switches"] = jsonOf(asked, found.switches);
        json["links"] = jsonOf(asked, found.cables);
        printLine(json.dump(2));
        return;
    }
    print(asked, found.switches);
    printLine("");
    print(asked, found.cables);
}

int run(const Options& options)
{
    const auto plan = readPlan(options.plan, options.scenario);
    if (!plan) {
        return complain(plan.error());
    }
    const auto fabric = findNetwork(*plan, options.network);
    if (!fabric) {
        return complain(fabric.error());
    }
    const auto failures = network::failuresNamed(*plan, options.failures);
    if (!failures) {
        return complain(failures.error());
    }
    Case asked{.plan = *plan, .fabric = *fabric, .graph = FabricGraph{*plan, fabric->id}};
    asked.condition = network::after(*failures, asked.graph, *plan);
    if (!options.survey.empty()) {
        survey(asked, options.json);
        return done;
    }
    const network::Impact impact = network::impactOf(asked.graph, asked.condition);
    if (options.json) {
        printLine(jsonOf(asked, impact).dump(2));
    } else {
        print(asked, impact);
    }
    return done;
}

} // namespace

void addNetworkCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("network", "Break a plan's network and say what is left");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command->add_option("--network", options->network, "Name of the network; else the GPU network");
    command->add_option("--fail",
                        options->failures,
                        "A device, rack, array, hall, power node or cable (\"cable 17\") that "
                        "fails; may be given again");
    command->add_option("--survey", options->survey, "n-1: fail each switch and cable in turn")
        ->check(CLI::IsMember({"n-1"}));
    command->add_flag("--json", options->json, "Print JSON");
    command->footer("Examples:\n"
                    "  rackwright-cli network memphis.rackwright --fail GPU-S-P01-01\n"
                    "  rackwright-cli network memphis.rackwright --survey n-1 --json");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli

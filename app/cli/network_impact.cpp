#include "app/cli/console.h"
#include "app/cli/network_reports.h"
#include "core/base/units.h"
#include "core/network/connectivity.h"
#include "core/network/impact.h"
#include "core/scenario/network_failure.h"
#include "ui/text/figure_text.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace rackwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json jsonOf(const NetworkCase& asked, const network::Impact& impact)
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

void print(const NetworkCase& asked, const network::Impact& impact)
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

double inSeconds(Duration duration)
{
    return duration / units::second;
}

std::string secondsText(Duration duration)
{
    return ui::valueText(inSeconds(duration), "s").toStdString();
}

Json jsonOf(const scenario::TrainingAfterFailure& training)
{
    Json json;
    json["servers_left_out"] = training.serversLeftOut;
    json["slowest_share"] = training.pace;
    json["workloads"] = Json::array();
    for (const scenario::RunAfterFailure& run : training.runs) {
        Json& each = json["workloads"].emplace_back();
        each["workload"] = run.workload;
        if (!run.note.empty()) {
            each["note"] = run.note;
            continue;
        }
        each["gpus"] = {{"before", run.acceleratorsBefore}, {"after", run.acceleratorsAfter}};
        each["step_time_s"] = {{"before", inSeconds(run.stepBefore)},
                               {"after", inSeconds(run.stepAfter)}};
        each["tokens_per_s"] = {{"before", run.tokensPerSecondBefore},
                                {"after", run.tokensPerSecondAfter}};
        each["grown"] = Json::object();
        for (const scenario::PartChange& part : run.grown) {
            each["grown"][part.key] = {{"before", inSeconds(part.before)},
                                       {"after", inSeconds(part.after)}};
        }
    }
    return json;
}

std::string whyOf(const scenario::RunAfterFailure& run)
{
    if (!run.note.empty()) {
        return run.note;
    }
    if (run.stepAfter <= run.stepBefore) {
        return run.acceleratorsAfter < run.acceleratorsBefore
                   ? "no part grew, but fewer GPUs take part"
                   : "the step does not wait for the network";
    }
    const scenario::PartChange& most = run.grown.front();
    return most.label + ": " + secondsText(most.before) + " -> " + secondsText(most.after);
}

void print(const scenario::TrainingAfterFailure& training)
{
    std::vector<TextRow> rows{{"Training goes on with",
                               percent(training.pace) + " of the bandwidth, without " +
                                   counted(training.serversLeftOut) + " servers"}};
    for (const scenario::RunAfterFailure& run : training.runs) {
        if (run.note.empty()) {
            rows.push_back({"Step of " + run.name,
                            secondsText(run.stepBefore) + " -> " + secondsText(run.stepAfter)});
            rows.push_back({"  tokens a second",
                            counted(std::round(run.tokensPerSecondBefore)) + " -> " +
                                counted(std::round(run.tokensPerSecondAfter))});
            rows.push_back({"  GPUs",
                            counted(static_cast<double>(run.acceleratorsBefore)) + " -> " +
                                counted(static_cast<double>(run.acceleratorsAfter))});
        } else {
            rows.push_back({"Step of " + run.name, "not known"});
        }
        rows.push_back({"  why", whyOf(run)});
    }
    printTable(rows);
}

// The workloads train over the GPU network; without a failure there is nothing to compare.
bool concernsTraining(const NetworkCase& asked)
{
    return asked.fabric.purpose == FabricPurpose::Gpu && !asked.failures.empty();
}

} // namespace

void reportImpact(const NetworkCase& asked, Output output)
{
    const network::Impact impact = network::impactOf(asked.graph, asked.condition);
    scenario::TrainingAfterFailure training;
    if (concernsTraining(asked)) {
        training = scenario::trainingAfter(asked.plan, asked.graph, asked.condition);
    }
    if (output == Output::Json) {
        Json json = jsonOf(asked, impact);
        if (concernsTraining(asked)) {
            json["training"] = jsonOf(training);
        }
        printLine(json.dump(2));
        return;
    }
    print(asked, impact);
    if (concernsTraining(asked)) {
        printLine("");
        print(training);
    }
}

} // namespace rackwright::cli

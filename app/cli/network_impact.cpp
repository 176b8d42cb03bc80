#include "app/cli/console.h"
#include "app/cli/network_reports.h"
#include "core/base/units.h"
#include "core/network/connectivity.h"
#include "core/network/impact.h"
#include "ui/text/figure_text.h"

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

} // namespace

void reportImpact(const NetworkCase& asked, Output output)
{
    const network::Impact impact = network::impactOf(asked.graph, asked.condition);
    if (output == Output::Json) {
        printLine(jsonOf(asked, impact).dump(2));
    } else {
        print(asked, impact);
    }
}

} // namespace rackwright::cli

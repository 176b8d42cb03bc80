// The plan beside its scenario and beside other clusters.
#include "core/base/units.h"
#include "core/report/sections.h"

#include <algorithm>
#include <utility>

namespace rackwright::report {

using namespace units;

Section steps(const Case& report)
{
    Table table{.caption = "Steps, in order", .columns = {{"Date"}, {"Step"}, {"State"}}};
    std::vector<Step> ordered;
    for (const Step& step : report.plan.steps) {
        if (step.scenario == report.scenario->id) {
            ordered.push_back(step);
        }
    }
    std::ranges::sort(ordered, {}, &Step::ordinal);
    for (const Step& step : ordered) {
        table.rows.push_back({{step.date, step.title, step.enabled ? "done" : "left out"}});
    }
    return {.title = "Steps of the scenario", .blocks = {std::move(table)}};
}

Section comparison(const Case& report)
{
    Table table{.caption = "The plan, and the plan after the steps",
                .columns = {{"Figure"},
                            {"Plan", Alignment::Right},
                            {report.scenario->name, Alignment::Right},
                            {"Change", Alignment::Right}}};
    for (const scenario::Difference& line : scenario::compare(report.plan, report.state)) {
        const bool comparable = line.unknownBefore == 0 && line.unknownAfter == 0;
        table.rows.push_back(
            {{line.label,
              Measure{line.before, line.unit, line.unknownBefore},
              Measure{line.after, line.unit, line.unknownAfter},
              comparable ? Cell{Change{line.before.likely, line.after.likely, line.unit}}
                         : Cell{std::string{}}}});
    }
    return {.title = "Comparison with the plan", .blocks = {std::move(table)}};
}

Section peers(const Case& report)
{
    Table table{.caption = "Other clusters, as published",
                .columns = {{"Cluster"},
                            {"Owner"},
                            {"Accelerators"},
                            {"Date"},
                            {"Power", Alignment::Right},
                            {"Cost", Alignment::Right},
                            {"Source"}}};
    for (const Peer& peer : report.state.peers) {
        table.rows.push_back({{peer.name,
                               peer.owner,
                               peer.accelerators,
                               peer.date,
                               peer.power ? exactly(*peer.power / watt, "W") : notKnown("W"),
                               peer.cost ? exactly(*peer.cost / dollar, "USD") : notKnown("USD"),
                               peer.origin}});
    }
    Section section{.title = "Peers"};
    if (table.rows.empty()) {
        section.blocks.emplace_back(Paragraph{"The plan names no other clusters."});
    } else {
        section.blocks.emplace_back(std::move(table));
    }
    return section;
}

} // namespace rackwright::report

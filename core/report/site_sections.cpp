// What stands on the site, and the page that a reader in a hurry reads.
#include "core/base/units.h"
#include "core/power/load.h"
#include "core/report/sections.h"

#include <fmt/format.h>
#include <utility>

namespace rackwright::report {

using namespace units;

namespace {

Table keyFigures(const Case& report)
{
    const scenario::Estimate& estimate = report.estimate;
    Table table{.caption = "Key figures: likely value, and the band that holds about 90 % of cases",
                .columns = {{"Figure"}, {"Value", Alignment::Right}}};
    table.rows.push_back({{"GPUs", count(static_cast<double>(report.inventory.gpus))}});
    for (const Figure* figure : {&estimate.gpuCapex,
                                 &estimate.capex,
                                 &estimate.opex,
                                 &estimate.itPower,
                                 &estimate.facilityPower,
                                 &estimate.gridCapacity,
                                 &estimate.energy}) {
        table.rows.push_back({{figure->label, cellOf(*figure)}});
    }
    for (const scenario::TrainingEstimate& run : estimate.training) {
        table.rows.push_back({{run.days.label, cellOf(run.days)}});
    }
    return table;
}

std::string supplySentence(const scenario::Estimate& estimate)
{
    const Range<double>& left = estimate.headroom.value;
    if (estimate.headroom.unknownParts > 0) {
        return "Whether the power supply covers the site cannot be said: parts are not known.";
    }
    if (left.low >= 0.0) {
        return "Grid and generators cover the site in the whole band of the estimate.";
    }
    if (left.likely >= 0.0) {
        return "Grid and generators cover the likely load of the site, not the upper end of its "
               "band.";
    }
    return fmt::format("Grid and generators do not cover the likely load of the site: {:.3g} MW "
                       "are missing.",
                       -left.likely / 1e6);
}

Table counts(const scenario::Inventory& inventory)
{
    Table table{.caption = "What stands there",
                .columns = {{"Thing"}, {"Count", Alignment::Right}}};
    const auto add = [&](const char* what, auto number) {
        table.rows.push_back({{what, count(static_cast<double>(number))}});
    };
    add("GPUs", inventory.gpus);
    add("Servers", inventory.servers);
    add("Halls", inventory.halls);
    add("Arrays", inventory.arrays);
    add("Compute racks", inventory.computeRacks);
    add("Network racks", inventory.networkRacks);
    add("Storage, CPU and other racks", inventory.otherRacks);
    add("Leaf switches of the GPU network", inventory.leafSwitches);
    add("Spine switches of the GPU network", inventory.spineSwitches);
    add("Core switches of the GPU network", inventory.coreSwitches);
    add("Front-end switches", inventory.frontEndSwitches);
    add("Cables", inventory.cables);
    return table;
}

Table halls(const Snapshot& state)
{
    Table table{.caption = "Halls",
                .columns = {{"Hall"},
                            {"Area", Alignment::Right},
                            {"Racks", Alignment::Right},
                            {"IT power", Alignment::Right},
                            {"Source"}}};
    const auto loads = power::hallLoads(state, power::rackLoads(state));
    std::vector<int> racks(state.halls.size(), 0);
    for (const Rack& rack : state.racks) {
        ++racks[state.halls.indexOf(rack.hall)];
    }
    for (std::size_t i = 0; i < state.halls.size(); ++i) {
        const Hall& hall = state.halls[i];
        table.rows.push_back(
            {{hall.name,
              exactly(hall.area.width * hall.area.depth / squareMetre, "m2"),
              count(racks[i]),
              Measure{Range<double>::exact(loads[i].draw / watt), "W", loads[i].unknownParts},
              hall.origin}});
    }
    for (const Site& site : state.sites) {
        if (site.buildingArea) {
            table.rows.push_back({{"Whole building",
                                   exactly(*site.buildingArea / squareMetre, "m2"),
                                   "",
                                   "",
                                   site.origin},
                                  RowWeight::Total});
        }
    }
    return table;
}

std::string siteSentence(const Site& site)
{
    std::string sentence = site.name;
    if (!site.address.empty()) {
        sentence += ", " + site.address;
    }
    return sentence + (site.origin.empty() ? "." : " (" + site.origin + ").");
}

} // namespace

Section summary(const Case& report)
{
    Section section{.title = "Summary"};
    if (report.scenario != nullptr && !report.scenario->description.empty()) {
        section.blocks.emplace_back(Paragraph{report.scenario->description});
    }
    section.blocks.emplace_back(Picture{PictureRole::View3d, "The site"});
    section.blocks.emplace_back(keyFigures(report));
    section.blocks.emplace_back(Paragraph{supplySentence(report.estimate)});
    return section;
}

Section siteAndInventory(const Case& report)
{
    Section section{.title = "Site and inventory"};
    for (const Site& site : report.state.sites) {
        section.blocks.emplace_back(Paragraph{siteSentence(site)});
    }
    section.blocks.emplace_back(Picture{PictureRole::FloorPlan, "Floor plan"});
    section.blocks.emplace_back(counts(report.inventory));
    section.blocks.emplace_back(halls(report.state));
    if (!report.inventory.unknown.empty()) {
        section.blocks.emplace_back(Paragraph{"What this plan does not know:"});
        section.blocks.emplace_back(BulletList{report.inventory.unknown});
    }
    return section;
}

} // namespace rackwright::report

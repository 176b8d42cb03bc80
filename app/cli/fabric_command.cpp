#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "core/network/fabric_design.h"
#include "ui/text/figure_text.h"

#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace rackwright::cli {

namespace {

using network::FabricDesign;
using network::FabricRequest;
using network::FabricShape;

struct Options
{
    FabricRequest request;
    std::string kind = "rail";
    std::string tiers = "auto";
    double linkGbps = 400.0;
    bool json = false;
};

constexpr int mostTiers = 4;

struct TierNames
{
    const char* key;
    const char* label;
    const char* cableKey; // of the cables below
    const char* cableLabel;
};

constexpr std::array<TierNames, mostTiers> tierNames{{
    {"leaf", "Leaf switches", "server_leaf", "Cables, server to leaf"},
    {"spine", "Spine switches", "leaf_spine", "Cables, leaf to spine"},
    {"core", "Core switches", "spine_core", "Cables, spine to core"},
    {"fourth_tier",
     "Switches of the fourth tier",
     "core_fourth_tier",
     "Cables, core to fourth tier"},
}};

// The first three tiers are always there for programs to read; the fourth only where there is one.
constexpr int tiersShown(const FabricDesign& design)
{
    return design.tiers < mostTiers ? mostTiers - 1 : mostTiers;
}

std::string toJson(const FabricDesign& design)
{
    nlohmann::ordered_json json;
    json["tiers"] = design.tiers;
    nlohmann::ordered_json cables;
    for (int tier = 0; tier < tiersShown(design); ++tier) {
        const TierNames& names = tierNames[static_cast<std::size_t>(tier)];
        json[names.key] = design.switches(tier);
        cables[names.cableKey] = design.cables(tier);
    }
    json["cables"] = cables;
    json["ports_unused"] = design.portsUnused();
    json["bisection_bps"] = design.bisection() / units::bitPerSecond;
    json["oversubscription"] = design.oversubscription();
    return json.dump(2);
}

void print(const FabricDesign& design)
{
    const auto counted = [](auto count) {
        return ui::exactText(static_cast<double>(count), "1").toStdString();
    };
    std::vector<TextRow> rows{{"Tiers", counted(design.tiers)}};
    for (int tier = 0; tier < design.tiers; ++tier) {
        rows.push_back(
            {tierNames[static_cast<std::size_t>(tier)].label, counted(design.switches(tier))});
    }
    for (int tier = 0; tier < design.tiers; ++tier) {
        rows.push_back(
            {tierNames[static_cast<std::size_t>(tier)].cableLabel, counted(design.cables(tier))});
    }
    rows.push_back({"Ports unused", counted(design.portsUnused())});
    rows.push_back(
        {"Bisection bandwidth, one way",
         ui::valueText(design.bisection() / units::bitPerSecond, "bit/s").toStdString()});
    rows.push_back({"Oversubscription", counted(design.oversubscription()) + ":1"});
    printTable(rows);
}

FabricShape shapeOf(std::string_view kind)
{
    if (kind == "fat-tree") {
        return FabricShape::FatTree;
    }
    return kind == "rail-only" ? FabricShape::RailOnly : FabricShape::RailOptimised;
}

int run(Options options)
{
    options.request.shape = shapeOf(options.kind);
    options.request.tiers = options.tiers == "auto" ? 0 : options.tiers.front() - '0';
    options.request.linkSpeed = options.linkGbps * units::gigabitPerSecond;
    const auto design = network::designFabric(options.request);
    if (!design) {
        return complainOfOption(design.error());
    }
    if (options.json) {
        printLine(toJson(*design));
    } else {
        print(*design);
    }
    return done;
}

void addOptions(CLI::App& command, Options& options)
{
    FabricRequest& request = options.request;
    const auto defaulted = [](CLI::Option* option) { option->capture_default_str(); };
    command.add_option("--servers", request.servers, "Servers to connect")->required();
    defaulted(command.add_option("--nics", request.nicsPerServer, "NICs of each server"));
    defaulted(
        command.add_option("--radix", request.radix, "Ports of a switch at the links' speed"));
    command.add_option(
        "--upper-radix", request.upperRadix, "Ports of the switches above the leaves, if others");
    defaulted(
        command.add_option("--kind", options.kind, "How NICs meet leaves; rail: joined above them")
            ->check(CLI::IsMember({"rail", "rail-only", "fat-tree"})));
    defaulted(command.add_option("--tiers", options.tiers, "auto: as few as reach, at most three")
                  ->check(CLI::IsMember({"auto", "1", "2", "3", "4"})));
    defaulted(command.add_option(
        "--oversubscription", request.oversubscription, "Of the leaves, down over up"));
    command.add_option(
        "--leaf-down", request.leafDown, "Ports of a leaf to servers, with --leaf-up");
    command.add_option("--leaf-up", request.leafUp, "Ports of a leaf upwards");
    command.add_option("--pod-servers", request.podServers, "Servers of a pod");
    defaulted(command.add_option(
        "--pod-oversubscription", request.podOversubscription, "Above the pods"));
    defaulted(command.add_option(
        "--planes", request.planes, "Equal fabrics; each NIC has a port in each"));
    defaulted(command.add_option(
        "--fabric-manager-links", request.fabricManagerLinks, "Leaf ports for the fabric manager"));
    defaulted(command.add_option("--link-gbps", options.linkGbps, "Speed of a link, Gbit/s")
                  ->check(numberWithin(0.1, 100'000.0)));
    command.add_flag("--json", options.json, "Print JSON");
}

} // namespace

void addFabricCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("fabric", "Size a network from scratch, without a plan");
    addOptions(*command, *options);
    command->footer("Examples:\n"
                    "  rackwright-cli fabric --servers 127 --radix 64 --fabric-manager-links 4\n"
                    "  rackwright-cli fabric --servers 12500 --radix 128 --json\n"
                    "  rackwright-cli fabric --servers 12500 --nics 1 --radix 128 --kind fat-tree "
                    "--oversubscription 7");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli

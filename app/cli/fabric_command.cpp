#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "core/network/fabric_design.h"
#include "ui/text/figure_text.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    std::string podSpines = "shared";
    std::optional<int> planes;
    double linkGbps = 400.0;
    double uplinkGbps = 0.0;
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
    if (design.request.domainServers > 0) {
        json["scale_up_domains"] = design.scaleUpDomains();
    }
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
    if (design.request.domainServers > 0) {
        rows.push_back({"Scale-up domains", counted(design.scaleUpDomains())});
    }
    printTable(rows);
}

struct Kind
{
    const char* name;
    FabricShape shape;
    int planes = 1;
};

constexpr std::array kinds{
    Kind{"rail", FabricShape::RailOptimised},
    Kind{"rail-optimised", FabricShape::RailOptimised},
    Kind{"rail-only", FabricShape::RailOnly},
    Kind{"fat-tree", FabricShape::FatTree},
    Kind{"dual-plane", FabricShape::RailOptimised, 2},
};

std::vector<std::string> kindNames()
{
    std::vector<std::string> names;
    for (const Kind& kind : kinds) {
        names.emplace_back(kind.name);
    }
    return names;
}

int run(Options options)
{
    const Kind& kind = *std::ranges::find(kinds, options.kind, &Kind::name);
    options.request.shape = kind.shape;
    options.request.planes = options.planes.value_or(kind.planes);
    if (kind.planes > 1 && options.request.planes != kind.planes) {
        return complainOfOption({ErrorCode::Invalid, "planes", "dual-plane has two"});
    }
    options.request.tiers = options.tiers == "auto" ? 0 : options.tiers.front() - '0';
    options.request.podSpines =
        options.podSpines == "rail" ? network::PodSpines::PerRail : network::PodSpines::Shared;
    options.request.linkSpeed = options.linkGbps * units::gigabitPerSecond;
    options.request.upperLinkSpeed = options.uplinkGbps * units::gigabitPerSecond;
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

CLI::Option* defaulted(CLI::Option* option)
{
    return option->capture_default_str();
}

void addShapeOptions(CLI::App& command, Options& options)
{
    FabricRequest& request = options.request;
    command.add_option("--servers", request.servers, "Servers to connect")->required();
    defaulted(command.add_option("--nics", request.nicsPerServer, "NICs of each server"));
    defaulted(command
                  .add_option("--kind",
                              options.kind,
                              "How NICs meet leaves; rail: joined above them, dual-plane: rail "
                              "with two planes")
                  ->check(CLI::IsMember(kindNames())));
    defaulted(command.add_option("--tiers", options.tiers, "auto: as few as reach, at most three")
                  ->check(CLI::IsMember({"auto", "1", "2", "3", "4"})));
    command.add_option(
        "--planes", options.planes, "Equal fabrics; each NIC has a port in each; else as the kind");
    auto* pods = command.add_option("--pod-servers", request.podServers, "Servers of a pod");
    defaulted(
        command.add_option("--pod-oversubscription", request.podOversubscription, "Above the pods"))
        ->needs(pods);
    defaulted(command
                  .add_option("--pod-spines",
                              options.podSpines,
                              "Which leaves of a pod share spines; rail: those of one rail")
                  ->check(CLI::IsMember({"shared", "rail"})))
        ->needs(pods);
    command.add_option("--unit-servers",
                       request.unitServers,
                       "Servers of a scalable unit, which share leaves; else as a leaf can serve");
    command.add_option("--scale-up-servers",
                       request.domainServers,
                       "Servers of a scale-up domain (18 in an NVL72), kept on the same leaves");
}

void addSwitchOptions(CLI::App& command, Options& options)
{
    FabricRequest& request = options.request;
    defaulted(command.add_option("--radix", request.radix, "Ports of a switch"));
    command.add_option(
        "--upper-radix", request.upperRadix, "Ports of the switches above the leaves, if others");
    defaulted(command.add_option(
        "--breakout", request.breakout, "Links of each port: 64 x 800G as 128 x 400G is 2"));
    auto* ratio = defaulted(command.add_option(
        "--oversubscription", request.oversubscription, "Of the leaves, down over up"));
    auto* down = command.add_option(
        "--leaf-down", request.leafDown, "Links of a leaf to servers, with --leaf-up");
    auto* up = command.add_option("--leaf-up", request.leafUp, "Links of a leaf upwards");
    down->needs(up)->excludes(ratio);
    up->needs(down);
    defaulted(command.add_option(
        "--spare-ports", request.sparePorts, "Links of each leaf to servers that stay free"));
    defaulted(command.add_option(
        "--fabric-manager-links", request.fabricManagerLinks, "Leaf ports for the fabric manager"));
    defaulted(command.add_option("--link-gbps", options.linkGbps, "Speed of a link, Gbit/s")
                  ->check(numberWithin(0.1, 100'000.0)));
    command
        .add_option("--uplink-gbps", options.uplinkGbps, "The same above the leaves, if another")
        ->check(numberWithin(0.1, 100'000.0));
    command.add_flag("--json", options.json, "Print JSON");
}

} // namespace

void addFabricCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("fabric", "Size a network from scratch, without a plan");
    addShapeOptions(*command, *options);
    addSwitchOptions(*command, *options);
    command->footer("Examples:\n"
                    "  rackwright-cli fabric --servers 127 --radix 64 --fabric-manager-links 4\n"
                    "  rackwright-cli fabric --servers 12500 --radix 128 --json\n"
                    "  rackwright-cli fabric --servers 12500 --nics 1 --radix 128 --kind fat-tree "
                    "--oversubscription 7\n"
                    "  rackwright-cli fabric --servers 3072 --radix 32 --upper-radix 224 --kind "
                    "fat-tree --pod-servers 384 --pod-oversubscription 7\n"
                    "  rackwright-cli fabric --servers 2304 --nics 4 --scale-up-servers 18 "
                    "--pod-servers 144 --pod-spines rail");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli

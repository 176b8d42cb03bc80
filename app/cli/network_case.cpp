#include "app/cli/network_case.h"

#include "app/cli/networks.h"
#include "ui/text/figure_text.h"

namespace rackwright::cli {

Result<NetworkCase> openCase(const Snapshot& plan,
                             const std::string& network,
                             const std::vector<std::string>& failures)
{
    const auto fabric = findNetwork(plan, network);
    if (!fabric) {
        return fabric.error();
    }
    const auto failed = network::failuresNamed(plan, failures);
    if (!failed) {
        return failed.error();
    }
    NetworkCase asked{.plan = plan,
                      .fabric = *fabric,
                      .graph = network::FabricGraph{plan, fabric->id},
                      .condition = {},
                      .failures = failures};
    asked.condition = network::after(*failed, asked.graph, plan);
    return asked;
}

std::string nameOf(const NetworkCase& asked, network::NodeIndex node)
{
    return asked.plan.devices.at(asked.graph.nodes()[static_cast<std::size_t>(node)].device).name;
}

std::string nameOf(const NetworkCase& asked, const network::Failing& failing)
{
    if (failing.node >= 0) {
        return nameOf(asked, failing.node);
    }
    if (failing.bundle < 0) {
        return "any";
    }
    const network::Bundle& bundle = asked.graph.bundles()[static_cast<std::size_t>(failing.bundle)];
    return "a cable " + nameOf(asked, bundle.lower) + " - " + nameOf(asked, bundle.upper);
}

std::string nameOf(Tier tier)
{
    switch (tier) {
    case Tier::None:
        return "server";
    case Tier::Leaf:
        return "leaf";
    case Tier::Spine:
        return "spine";
    case Tier::Core:
        return "core";
    case Tier::FourthTier:
        return "fourth tier";
    }
    return "";
}

std::string counted(double count)
{
    return ui::exactText(count, "1").toStdString();
}

std::string percent(double share)
{
    return ui::percentText(share).toStdString();
}

} // namespace rackwright::cli

#include "ui/fabric/fabric_findings.h"

#include "core/base/units.h"
#include "ui/text/figure_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace rackwright::ui {

namespace {

using network::Condition;
using network::NodeIndex;

constexpr double rounding = 1e-9;

QString tr(const char* text)
{
    return QCoreApplication::translate("Fabric", text);
}

bool isEmpty(const network::Failures& failures)
{
    return failures.cables.empty() && failures.devices.empty() && failures.racks.empty() &&
           failures.powerNodes.empty() && failures.coolingNodes.empty();
}

std::vector<NodeIndex> workingServers(const FabricModel& model, const Condition& condition)
{
    std::vector<NodeIndex> servers;
    for (NodeIndex node = 0; node < model.graph.servers(); ++node) {
        if (condition.works[static_cast<std::size_t>(node)] != 0) {
            servers.push_back(node);
        }
    }
    return servers;
}

double busiestOf(const FabricModel& model,
                 const Condition& condition,
                 const network::LinkLoads& loads)
{
    double busiest = 0.0;
    for (std::size_t bundle = 0; bundle < condition.links.size(); ++bundle) {
        if (condition.links[bundle] > 0 &&
            !model.graph.isServer(model.graph.bundles()[bundle].lower)) {
            busiest = std::max(
                busiest, std::max(loads.up[bundle], loads.down[bundle]) / condition.links[bundle]);
        }
    }
    return busiest;
}

QString number(double count)
{
    return exactText(count, "1");
}

// "GPU-S-P01-01 is down", "3 switches and 64 cables are down"
QString whatFailed(const FabricModel& model, const network::Failures& failures)
{
    const std::size_t devices = failures.devices.size();
    if (devices == 1 && failures.cables.empty()) {
        const Device* device = model.snapshot.devices.find(failures.devices.front());
        return device == nullptr ? QString()
                                 : tr("%1 is down").arg(QString::fromStdString(device->name));
    }
    QStringList parts;
    if (devices > 0) {
        parts << (devices == 1 ? tr("%1 device") : tr("%1 devices"))
                     .arg(number(static_cast<double>(devices)));
    }
    if (const std::size_t cables = failures.cables.size(); cables > 0) {
        parts << (cables == 1 ? tr("%1 cable") : tr("%1 cables"))
                     .arg(number(static_cast<double>(cables)));
    }
    const bool one = devices + failures.cables.size() == 1;
    return (one ? tr("%1 is down") : tr("%1 are down")).arg(parts.join(tr(" and ")));
}

QString bandwidth(const FabricModel& model, std::int64_t links)
{
    const Fabric* fabric = model.snapshot.fabrics.find(model.fabric);
    const double speed = fabric == nullptr ? 0.0 : fabric->linkSpeed / units::bitPerSecond;
    return speed > 0.0 ? valueText(static_cast<double>(links) * speed, "bit/s")
                       : tr("%1 links").arg(number(static_cast<double>(links)));
}

QString serversText(const network::Impact& impact)
{
    QStringList parts;
    const auto add = [&](int servers, const QString& what) {
        if (servers > 0) {
            parts << (servers == 1 ? tr("%1 server %2") : tr("%1 servers %2"))
                         .arg(number(servers), what);
        }
    };
    add(impact.serversDown, tr("down"));
    add(impact.serversCutOff, tr("cut off"));
    int slowed = 0;
    for (const network::ShareGroup& group : impact.shares) {
        slowed += group.share > rounding && group.share < 1.0 - rounding ? group.servers : 0;
    }
    const auto worst = std::ranges::find_if(
        impact.shares, [](const network::ShareGroup& group) { return group.share > rounding; });
    if (slowed > 0) {
        add(slowed,
            slowed == worst->servers
                ? tr("with %1 of their bandwidth").arg(percentText(worst->share))
                : tr("slowed, the worst to %1 of their bandwidth").arg(percentText(worst->share)));
    }
    return parts.isEmpty() ? tr("no server is affected") : parts.join(QStringLiteral(", "));
}

} // namespace

FabricFindings findingsOf(const FabricModel& model,
                          const network::Failures& failures,
                          Traffic traffic)
{
    FabricFindings findings;
    const Condition condition = network::after(failures, model.graph, model.snapshot);
    if (!isEmpty(failures)) {
        findings.condition = condition;
        findings.shares = network::sharesOf(model.graph, condition);
        findings.impact = network::impactOf(model.graph, condition);
    }
    if (traffic != Traffic::None) {
        const std::vector<NodeIndex> servers = workingServers(model, condition);
        const std::vector<network::Demand> demands =
            traffic == Traffic::Ring ? network::ringTraffic(model.graph, condition, servers)
                                     : network::allToAllTraffic(model.graph, condition, servers);
        findings.loads = network::loadsOf(model.graph, condition, demands);
        findings.throughput = findings.loads->throughput(model.graph, condition);
        findings.busiest = busiestOf(model, condition, *findings.loads);
    }
    return findings;
}

QString failureText(const FabricModel& model,
                    const network::Failures& failures,
                    const FabricFindings& findings)
{
    if (!findings.impact) {
        return {};
    }
    const network::Impact& impact = *findings.impact;
    return tr("%1: %2 of the bisection is left (%3 of %4 one way); %5.")
        .arg(whatFailed(model, failures),
             percentText(impact.bisectionShare()),
             bandwidth(model, impact.bisectionAfter),
             bandwidth(model, impact.bisectionBefore),
             serversText(impact));
}

QString loadText(const FabricFindings& findings, Traffic traffic)
{
    if (!findings.loads) {
        return {};
    }
    QString text =
        traffic == Traffic::Ring ? tr("Ring all-reduce of all servers") : tr("All-to-all");
    text += tr(": the busiest link between switches is %1 full").arg(percentText(findings.busiest));
    if (findings.throughput < 1.0 - rounding) {
        text += tr(", so all servers can send at %1 of their speed at once")
                    .arg(percentText(findings.throughput));
    }
    if (findings.loads->unrouted > rounding) {
        text += tr("; some traffic finds no way");
    }
    return text + QLatin1Char('.');
}

} // namespace rackwright::ui

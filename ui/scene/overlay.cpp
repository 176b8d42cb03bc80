#include "ui/scene/overlay.h"

#include "core/base/units.h"
#include "core/power/load.h"
#include "ui/text/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace rackwright::ui::scene {

using namespace units;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Scene", text);
}

RackColours byRole(const Snapshot& snapshot)
{
    RackColours colours{.legend = {.title = tr("Role")}};
    std::array<bool, 5> present{};
    colours.ofRack.reserve(snapshot.racks.size());
    for (const Rack& rack : snapshot.racks) {
        colours.ofRack.push_back(Rgba::of(colourOf(rack.role)));
        present[static_cast<std::size_t>(rack.role)] = true;
    }
    for (std::size_t role = 0; role < present.size(); ++role) {
        if (present[role]) {
            const auto which = static_cast<RackRole>(role);
            colours.legend.entries.push_back({Rgba::of(colourOf(which)), nameOf(which)});
        }
    }
    return colours;
}

// A rack of which nothing is known; what is known in part is shown as that.
bool isUnknown(const power::Load& load)
{
    return load.unknownParts > 0 && load.draw == Power{};
}

RackColours byPower(const Snapshot& snapshot)
{
    const std::vector<power::Load> loads = power::rackLoads(snapshot);
    Power most;
    for (const power::Load& load : loads) {
        most = std::max(most, load.draw);
    }
    const double end = endOfScale(most / watt);
    RackColours colours{.legend = {.title = tr("Power of a rack")}};
    colours.legend.scale = ColourScale{.low = 0.0, .high = end, .unit = "W"};
    if (std::ranges::any_of(loads, isUnknown)) {
        colours.legend.entries.push_back({Rgba::of(colours::unknown), unknownText()});
    }
    colours.ofRack.reserve(loads.size());
    for (const power::Load& load : loads) {
        const double share = load.draw / watt / end;
        colours.ofRack.push_back(Rgba::of(isUnknown(load) ? colours::unknown : cividis(share)));
    }
    return colours;
}

// Racks stand back; the colours are those of the trays.
RackColours ofCabling(const Snapshot& snapshot)
{
    return {.ofRack = std::vector<Rgba>(snapshot.racks.size(), Rgba::of(colours::aside)),
            .legend = {.title = tr("Tray fill")}};
}

} // namespace

RackColours coloursOf(const Snapshot& snapshot, Overlay overlay)
{
    switch (overlay) {
    case Overlay::Role:
        return byRole(snapshot);
    case Overlay::Power:
        return byPower(snapshot);
    case Overlay::Cabling:
        return ofCabling(snapshot);
    }
    return {};
}

} // namespace rackwright::ui::scene

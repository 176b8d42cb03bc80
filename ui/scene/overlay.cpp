#include "ui/scene/overlay.h"

#include "core/base/units.h"
#include "ui/text/names.h"

#include <QCoreApplication>

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

// Planning draw of each rack; nothing where no device's draw is known.
std::vector<std::optional<Power>> rackLoads(const Snapshot& snapshot)
{
    std::vector<std::optional<Power>> loads(snapshot.racks.size());
    for (const Device& device : snapshot.devices) {
        const std::size_t rack = snapshot.racks.indexOf(device.rack);
        const DeviceType* type = snapshot.deviceTypes.find(device.type);
        if (rack < loads.size() && type != nullptr && type->power) {
            loads[rack] = loads[rack].value_or(Power{}) + *type->power;
        }
    }
    return loads;
}

RackColours byPower(const Snapshot& snapshot)
{
    const std::vector<std::optional<Power>> loads = rackLoads(snapshot);
    Power most;
    bool unknown = false;
    for (const auto& load : loads) {
        most = std::max(most, load.value_or(Power{}));
        unknown = unknown || !load;
    }
    RackColours colours{.legend = {.title = tr("Power of a rack")}};
    colours.legend.scale = ColourScale{.low = 0.0, .high = most / watt, .unit = "W"};
    if (unknown) {
        colours.legend.entries.push_back({Rgba::of(colours::unknown), unknownText()});
    }
    colours.ofRack.reserve(loads.size());
    for (const auto& load : loads) {
        colours.ofRack.push_back(
            Rgba::of(load ? cividis(most > Power{} ? *load / most : 0.0) : colours::unknown));
    }
    return colours;
}

} // namespace

RackColours coloursOf(const Snapshot& snapshot, Overlay overlay)
{
    switch (overlay) {
    case Overlay::Role:
        return byRole(snapshot);
    case Overlay::Power:
        return byPower(snapshot);
    }
    return {};
}

} // namespace rackwright::ui::scene

#include "core/cabling/laying.h"

#include "core/layout/footprint.h"

namespace rackwright::cabling {

namespace {

// Less than a millimetre is rounding, as between racks that move together.
bool isSame(std::optional<Length> a, std::optional<Length> b)
{
    return a && b ? std::abs((*a - *b).base()) < layout::touching.base()
                  : a.has_value() == b.has_value();
}

} // namespace

void Layer::lay(Cable& cable, const Port& a, const Port& b, Bandwidth speed)
{
    cable.length = router_.run(a, b).length;
    cable.medium = choice_.medium(cable.length, speed);
}

std::vector<Cable> relaid(const Snapshot& plan, const std::vector<Affected>& devices)
{
    std::vector<Cable> changed;
    if (plan.cables.isEmpty()) {
        return changed;
    }
    Layer layer(plan);
    std::vector<Port> ports;
    ports.reserve(plan.devices.size());
    for (const Device& device : plan.devices) {
        ports.push_back(portOf(plan, device));
    }
    for (const Cable& cable : plan.cables) {
        const std::size_t a = plan.devices.indexOf(cable.a);
        const std::size_t b = plan.devices.indexOf(cable.b);
        if (!devices.empty() && devices[a] == Affected::No && devices[b] == Affected::No) {
            continue;
        }
        Cable laid = cable;
        layer.lay(laid, ports[a], ports[b], plan.fabrics.at(cable.fabric).linkSpeed);
        if (!isSame(laid.length, cable.length) || laid.medium != cable.medium) {
            changed.push_back(laid);
        }
    }
    return changed;
}

} // namespace rackwright::cabling

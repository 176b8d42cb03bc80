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

// By the number of the device: small enough to stay close at hand while 600,000 ends of cables are asked for.
std::vector<bool> byId(const Snapshot& plan, const std::vector<Affected>& devices)
{
    std::vector<bool> affected(static_cast<std::size_t>(plan.devices.nextId().value),
                               devices.empty());
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (devices[i] == Affected::Yes) {
            affected[static_cast<std::size_t>(plan.devices[i].id.value)] = true;
        }
    }
    return affected;
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
    const std::vector<bool> affected = byId(plan, devices);
    const auto isAffected = [&](DeviceId id) {
        return affected[static_cast<std::size_t>(id.value)];
    };
    Layer layer(plan);
    for (const Cable& cable : plan.cables) {
        if (!isAffected(cable.a) && !isAffected(cable.b)) {
            continue;
        }
        Cable laid = cable;
        layer.lay(laid,
                  portOf(plan, plan.devices.at(cable.a)),
                  portOf(plan, plan.devices.at(cable.b)),
                  plan.fabrics.at(cable.fabric).linkSpeed);
        if (!isSame(laid.length, cable.length) || laid.medium != cable.medium) {
            changed.push_back(laid);
        }
    }
    return changed;
}

} // namespace rackwright::cabling

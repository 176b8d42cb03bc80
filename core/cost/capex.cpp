#include "core/cost/capex.h"

#include "core/base/units.h"
#include "core/cabling/bill.h"
#include "core/model/counts.h"
#include "core/power/supply.h"

#include <map>
#include <utility>

namespace rackwright::cost {

namespace {

using Bill = std::vector<BillLine>;

BillLine line(BillGroup group, std::string item, Figure quantity, Figure unitPrice)
{
    BillLine line{
        .group = group, .quantity = std::move(quantity), .unitPrice = std::move(unitPrice)};
    line.total = product(
        {.key = "item_usd", .label = std::move(item), .unit = "USD", .formula = "quantity x price"},
        {line.quantity, line.unitPrice});
    return line;
}

Figure priceOf(const Snapshot& snapshot, const std::string& what)
{
    return assumed(snapshot, "price." + what);
}

Figure pieces(double count)
{
    return counted("quantity", "Quantity", count);
}

void addGpus(const Snapshot& snapshot, Bill& bill)
{
    std::map<AcceleratorId, long> counts;
    for (const DeviceCount& devices : countDevices(snapshot)) {
        const DeviceType& type = snapshot.deviceTypes.at(devices.type);
        if (type.acceleratorCount > 0) {
            counts[type.accelerator] += long{type.acceleratorCount} * devices.count;
        }
    }
    for (const auto& [id, count] : counts) {
        const Accelerator& accelerator = snapshot.accelerators.at(id);
        bill.push_back(line(BillGroup::Gpus,
                            accelerator.name,
                            pieces(static_cast<double>(count)),
                            priceOf(snapshot, accelerator.slug + "-gpu")));
    }
}

void addDevices(const Snapshot& snapshot, Bill& bill)
{
    for (const DeviceCount& devices : countDevices(snapshot)) {
        const DeviceType& type = snapshot.deviceTypes.at(devices.type);
        const std::string item = describe(snapshot, devices);
        bill.push_back(
            line(type.kind == DeviceKind::Switch ? BillGroup::Network : BillGroup::Hardware,
                 type.acceleratorCount > 0 ? item + " without its GPUs" : item,
                 pieces(devices.count),
                 priceOf(snapshot, type.slug)));
    }
}

void addRacks(const Snapshot& snapshot, Bill& bill)
{
    std::map<RackTypeId, int> counts;
    for (const Rack& rack : snapshot.racks) {
        ++counts[rack.type];
    }
    for (const auto& [id, count] : counts) {
        const RackType& type = snapshot.rackTypes.at(id);
        bill.push_back(
            line(BillGroup::Hardware, type.name, pieces(count), priceOf(snapshot, type.slug)));
    }
}

// Cables of one network and medium, in all their lengths.
BillLine cablesLine(const Snapshot& snapshot,
                    const LinkCount& links,
                    const std::vector<cabling::MaterialLine>& materials)
{
    double pieceCount = 0.0;
    std::vector<Figure> parts;
    for (const cabling::MaterialLine& material : materials) {
        if (material.fabric == links.fabric && material.medium == links.medium) {
            pieceCount += material.inUse + material.spares;
            parts.push_back(material.cost);
        }
    }
    BillLine line{.group = BillGroup::Network, .quantity = pieces(pieceCount)};
    line.total = sum({.key = "item_usd",
                      .label = "Cables of " + describe(snapshot, links),
                      .unit = "USD",
                      .formula = "cables of every length, spares included, x their prices"},
                     std::move(parts));
    line.total.value = {};
    for (const Figure& part : line.total.inputs) { // of one price list: uncertain in common
        line.total.value.low += part.value.low;
        line.total.value.likely += part.value.likely;
        line.total.value.high += part.value.high;
    }
    line.unitPrice = {.key = "mean_price_usd",
                      .label = "Mean price of a cable",
                      .unit = "USD",
                      .value = (1.0 / pieceCount) * line.total.value,
                      .origin = "derived: by length, see the bill of materials of the cabling",
                      .unknownParts = line.total.unknownParts};
    return line;
}

void addCabling(const Snapshot& snapshot, Bill& bill)
{
    const cabling::Bill materials = cabling::billOfMaterials(snapshot);
    for (const cabling::MaterialLine& optics : materials.transceivers) {
        bill.push_back({.group = BillGroup::Network,
                        .quantity = pieces(optics.inUse + optics.spares),
                        .unitPrice = optics.price,
                        .total = optics.cost});
    }
    for (const LinkCount& links : countLinks(snapshot)) {
        bill.push_back(cablesLine(snapshot, links, materials.cables));
    }
}

Figure capacityOf(const PowerNode& node)
{
    Figure capacity{.key = "capacity_w", .label = "Capacity", .unit = "W", .origin = node.origin};
    if (!node.capacity) {
        return unknown(std::move(capacity));
    }
    capacity.value = Range<double>::exact(node.count * (*node.capacity / units::watt));
    return capacity;
}

void addPlant(const Snapshot& snapshot, const PowerNode& node, Bill& bill)
{
    const auto add = [&](Figure quantity, const char* price) {
        bill.push_back(
            line(BillGroup::Facility, node.name, std::move(quantity), priceOf(snapshot, price)));
    };
    switch (node.kind) {
    case PowerNodeKind::Battery:
        return add(pieces(node.count), "battery");
    case PowerNodeKind::Substation:
        return add(pieces(node.count), "substation");
    case PowerNodeKind::Generator:
        return add(capacityOf(node), "generator");
    case PowerNodeKind::Grid:           // the utility's
    case PowerNodeKind::HallSwitchgear: // part of the fit-out, with the busways
    case PowerNodeKind::Busway:
        return;
    }
}

void addFacility(const Snapshot& snapshot, const Figure& itPower, std::string_view date, Bill& bill)
{
    bill.push_back(
        line(BillGroup::Facility, "Building", pieces(1), assumed(snapshot, "capex.building")));
    bill.push_back(line(BillGroup::Facility,
                        "Fit-out with power, cooling and cabling trays",
                        itPower,
                        assumed(snapshot, "capex.fit-out")));
    for (const PowerNode& node : snapshot.powerNodes) {
        if (power::isInService(node, date)) {
            addPlant(snapshot, node, bill);
        }
    }
}

// What GPUs may cost beyond the planning price: nothing in the likely case.
Figure gpusAtMarketPrice(const Snapshot& snapshot, const Figure& gpus)
{
    return product({.key = "gpu_market_usd",
                    .label = "GPUs at the market price",
                    .unit = "USD",
                    .formula = "GPUs at the planning price x market price over planning price"},
                   {gpus, assumed(snapshot, "gpu-price-spread")});
}

} // namespace

std::vector<BillLine> billOfQuantities(const Snapshot& snapshot,
                                       const Figure& itPower,
                                       std::string_view date)
{
    Bill bill;
    addGpus(snapshot, bill);
    addDevices(snapshot, bill);
    addRacks(snapshot, bill);
    addCabling(snapshot, bill);
    addFacility(snapshot, itPower, date, bill);
    return bill;
}

Figure gpuCapex(const std::vector<BillLine>& bill)
{
    std::vector<Figure> parts;
    for (const BillLine& line : bill) {
        if (line.group == BillGroup::Gpus) {
            parts.push_back(line.total);
        }
    }
    return sum({.key = "gpu_capex_usd",
                .label = "GPU cost",
                .unit = "USD",
                .formula = "GPUs x planning price"},
               std::move(parts));
}

Figure capex(const Snapshot& snapshot, const std::vector<BillLine>& bill)
{
    std::vector<Figure> parts{gpusAtMarketPrice(snapshot, gpuCapex(bill))};
    for (const BillLine& line : bill) {
        if (line.group != BillGroup::Gpus) {
            parts.push_back(line.total);
        }
    }
    return sum({.key = "capex_usd",
                .label = "Capital cost",
                .unit = "USD",
                .formula = "the lines of the bill of quantities added up"},
               std::move(parts));
}

} // namespace rackwright::cost

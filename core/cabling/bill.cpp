#include "core/cabling/bill.h"

#include "core/base/units.h"
#include "core/model/counts.h"
#include "core/power/demand.h"
#include "core/power/load.h"

#include <cmath>

namespace rackwright::cabling {

namespace {

using units::kilogram;
using units::metre;

// Prices of a plan whose catalogue has no cables.
std::string_view usualPrice(Medium medium)
{
    switch (medium) {
    case Medium::Dac:
        return "cable-dac";
    case Medium::Acc:
        return "cable-acc";
    case Medium::Aoc:
        return "cable-aoc";
    case Medium::TwistedPair:
        return "cable-twisted-pair";
    case Medium::Multimode:
    case Medium::SingleMode:
        break;
    }
    return "cable-fibre";
}

double sparesFor(const Snapshot& snapshot, double inUse)
{
    const Assumption* share = findAssumption(snapshot, "cabling.spares");
    return share == nullptr ? 0.0 : std::ceil(share->value.likely * inUse);
}

Figure heading(const char* key, const char* label, const char* unit)
{
    return {.key = key, .label = label, .unit = unit};
}

// A piece and its metres.
Figure priceOf(const Snapshot& snapshot, const CableType& type, Length sold)
{
    const Figure piece = assumed(snapshot, "price." + type.price);
    const std::string metreKey = "price." + type.price + "-metre";
    if (findAssumption(snapshot, metreKey) == nullptr) {
        return piece;
    }
    Figure metres = heading("sold_m", "Length sold", "m");
    metres.value = Range<double>::exact(sold / metre);
    metres.origin = type.origin;
    Figure byLength = heading("metres_usd", "Its metres", "USD");
    byLength.formula = "length sold x price of a metre";
    Figure price = heading("cable_usd", "Price of a cable", "USD");
    price.formula = "price of a piece and of its metres";
    return sum(std::move(price),
               {piece, product(std::move(byLength), {metres, assumed(snapshot, metreKey)})});
}

Figure priceOf(const Snapshot& snapshot, const CableItem& item)
{
    const auto& [type, sold] = item.product;
    if (type != nullptr) {
        return priceOf(snapshot, *type, *sold);
    }
    if (snapshot.cableTypes.isEmpty()) {
        return assumed(snapshot, "price." + std::string{usualPrice(item.medium)});
    }
    Figure price = heading("cable_usd", "Price of a cable", "USD");
    price.origin = "derived: its length is not known, or no cable of the catalogue is so long";
    return unknown(std::move(price));
}

// `pieces`: how often the price is paid for one.
void setCost(const Snapshot& snapshot, double pieces, MaterialLine& line)
{
    line.spares = sparesFor(snapshot, line.inUse);
    Figure cost = heading("item_usd", "", "USD");
    cost.label = line.name;
    cost.formula = line.spares > 0.0 ? "number with spares x price" : "number x price";
    line.cost =
        product(std::move(cost),
                {counted("quantity", "Quantity", pieces * (line.inUse + line.spares)), line.price});
}

MaterialLine lineOf(const Snapshot& snapshot, const CableItem& item)
{
    const LinkCount links{.fabric = item.fabric, .medium = item.medium};
    const auto& [type, sold] = item.product;
    MaterialLine line{.name = type == nullptr ? "Cable, " + describe(snapshot, links) : type->name,
                      .fabric = item.fabric,
                      .medium = item.medium,
                      .sold = sold,
                      .inUse = static_cast<double>(item.count),
                      .price = priceOf(snapshot, item)};
    const Bandwidth speed = snapshot.fabrics.at(item.fabric).linkSpeed;
    setCost(snapshot, piecesPerLink(item.medium, speed), line);
    return line;
}

MaterialLine transceiversOf(const Snapshot& snapshot, const LinkCount& links)
{
    const double perLink = 2.0 * power::transceiversPerEnd(snapshot.fabrics.at(links.fabric));
    MaterialLine line{.name = "400 Gb/s transceivers of " + describe(snapshot, links),
                      .fabric = links.fabric,
                      .medium = links.medium,
                      .sold = {},
                      .inUse = perLink * links.count,
                      .price = assumed(snapshot, transceiverPriceKey(links.medium))};
    setCost(snapshot, 1.0, line);
    return line;
}

Figure massOf(const std::vector<CableItem>& items)
{
    Figure mass = heading("cables_kg", "Weight of the cables", "kg");
    mass.formula = "cables x length sold x weight of a metre";
    std::vector<Figure> parts;
    for (const CableItem& item : items) {
        const auto& [type, sold] = item.product;
        Figure part = heading("cables_kg", "Cables", "kg");
        part.origin = type == nullptr ? "derived: no product" : type->origin;
        if (type == nullptr || !type->linearMass) {
            parts.push_back(unknown(std::move(part)));
            continue;
        }
        part.label = type->name;
        part.value = Range<double>::exact(item.count * (*sold * *type->linearMass / kilogram));
        parts.push_back(std::move(part));
    }
    return sum(std::move(mass), std::move(parts));
}

Figure lengthOf(const std::vector<CableItem>& items)
{
    Figure length = heading("cables_m", "Length of the cables", "m");
    length.origin = "derived: the ways along the trays, added up";
    double metres = 0.0;
    for (const CableItem& item : items) {
        metres += item.length / metre;
        length.unknownParts += item.unmeasured;
    }
    length.value = Range<double>::exact(metres);
    return length;
}

Figure costOf(const Bill& bill)
{
    Figure cost = heading("cabling_usd", "Cost of the cabling", "USD");
    cost.formula = "cables, transceivers and their spares";
    std::vector<Figure> parts;
    for (const auto* lines : {&bill.cables, &bill.transceivers}) {
        for (const MaterialLine& line : *lines) {
            parts.push_back(line.cost);
        }
    }
    return sum(std::move(cost), std::move(parts));
}

} // namespace

Bill billOfMaterials(const Snapshot& snapshot)
{
    const std::vector<CableItem> items = Stock(snapshot).count();
    Bill bill;
    for (const CableItem& item : items) {
        bill.cables.push_back(lineOf(snapshot, item));
    }
    for (const LinkCount& links : countLinks(snapshot)) {
        if (!transceiverPriceKey(links.medium).empty()) {
            bill.transceivers.push_back(transceiversOf(snapshot, links));
        }
    }
    bill.length = lengthOf(items);
    bill.cost = costOf(bill);
    bill.power = power::opticsPower(snapshot);
    bill.mass = massOf(items);
    return bill;
}

} // namespace rackwright::cabling

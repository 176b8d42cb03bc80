#include "ui/panels/inspector/inspection.h"

#include "core/base/units.h"
#include "core/power/load.h"
#include "ui/text/figure_text.h"
#include "ui/text/names.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>
#include <set>

namespace rackwright::ui {

using namespace units;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Inspection", text);
}

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

QString lengthText(Length length)
{
    return QLocale().toString(length / metre, 'f', 2) + QStringLiteral(" m");
}

QString sizeText(Length width, Length depth)
{
    return QStringLiteral("%1 × %2").arg(lengthText(width), lengthText(depth));
}

QString countText(std::size_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString powerText(const power::Load& load)
{
    const QString known = valueText(load.draw / watt, "W");
    return load.unknownParts == 0 ? known : tr("more than %1").arg(known);
}

// What a set of racks holds.
struct Contents
{
    std::size_t racks = 0;
    std::size_t servers = 0;
    std::size_t accelerators = 0;
    std::size_t switches = 0;
    power::Load load;
};

template <typename Belongs>
Contents contentsOf(const Snapshot& snapshot, Belongs belongs)
{
    Contents contents;
    std::vector<bool> inside(snapshot.racks.size());
    const std::vector<power::Load> loads = power::rackLoads(snapshot);
    for (std::size_t i = 0; i < snapshot.racks.size(); ++i) {
        if (belongs(snapshot.racks[i])) {
            inside[i] = true;
            ++contents.racks;
            contents.load += loads[i];
        }
    }
    for (const Device& device : snapshot.devices) {
        const std::size_t rack = snapshot.racks.indexOf(device.rack);
        const DeviceType* type = snapshot.deviceTypes.find(device.type);
        if (rack >= inside.size() || !inside[rack] || type == nullptr) {
            continue;
        }
        contents.servers += type->kind == DeviceKind::Server ? 1U : 0U;
        contents.switches += type->kind == DeviceKind::Switch ? 1U : 0U;
        contents.accelerators += static_cast<std::size_t>(type->acceleratorCount);
    }
    return contents;
}

Section holds(const Contents& contents)
{
    return {tr("Holds"),
            {{tr("Racks"), countText(contents.racks), {}, {}},
             {tr("Servers"), countText(contents.servers), {}, {}},
             {tr("GPUs"), countText(contents.accelerators), {}, {}},
             {tr("Switches"), countText(contents.switches), {}, {}},
             {tr("Planning draw"),
              powerText(contents.load),
              tr("derived: sum over devices and optics"),
              {}}}};
}

Property hallProperty(const Snapshot& snapshot, HallId id)
{
    const Hall* hall = snapshot.halls.find(id);
    return {tr("Hall"), hall == nullptr ? unknownText() : text(hall->name), {}, Item{id}};
}

Inspection inspectSite(const Snapshot& snapshot)
{
    Inspection result{tr("Site"), {}, {}};
    if (!snapshot.sites.isEmpty()) {
        const Site& site = snapshot.sites[0];
        result.title = text(site.name);
        Section place{tr("Place"), {{tr("Address"), text(site.address), text(site.origin), {}}}};
        if (site.latitudeDegrees && site.longitudeDegrees) {
            place.properties.push_back(
                {tr("Coordinates"),
                 QStringLiteral("%1, %2").arg(QLocale().toString(*site.latitudeDegrees, 'f', 5),
                                              QLocale().toString(*site.longitudeDegrees, 'f', 5)),
                 text(site.origin),
                 {}});
        }
        place.properties.push_back(
            {tr("Building area"),
             site.buildingArea
                 ? QLocale().toString(qRound64(*site.buildingArea / squareMetre)) + tr(" m²")
                 : unknownText(),
             text(site.origin),
             {}});
        place.properties.push_back(
            {tr("Outline"), sizeText(site.width, site.depth), text(site.outlineOrigin), {}});
        result.sections.push_back(place);
    }
    result.sections.push_back(holds(contentsOf(snapshot, [](const Rack&) { return true; })));
    return result;
}

Inspection inspectHall(const Snapshot& snapshot, const Hall& hall)
{
    return {tr("Hall"),
            text(hall.name),
            {{tr("Place"),
              {{tr("Size"), sizeText(hall.area.width, hall.area.depth), text(hall.origin), {}},
               {tr("Clear height"), lengthText(hall.height), text(hall.origin), {}},
               {tr("South-west corner"),
                QStringLiteral("x %1, y %2").arg(lengthText(hall.area.x), lengthText(hall.area.y)),
                text(hall.origin),
                {}}}},
             holds(contentsOf(snapshot, [&](const Rack& rack) { return rack.hall == hall.id; }))}};
}

Inspection inspectRow(const Snapshot& snapshot, const Row& row)
{
    return {tr("Row"),
            text(row.name),
            {{tr("Place"),
              {hallProperty(snapshot, row.hall),
               {tr("Length"), lengthText(row.area.width), {}, {}},
               {tr("Cold side"), nameOf(row.front), {}, {}}}},
             holds(contentsOf(snapshot, [&](const Rack& rack) { return rack.row == row.id; }))}};
}

Inspection inspectArray(const Snapshot& snapshot, const Array& array)
{
    return {
        tr("Array"),
        text(array.name),
        {{tr("Place"), {hallProperty(snapshot, array.hall)}},
         holds(contentsOf(snapshot, [&](const Rack& rack) { return rack.array == array.id; }))}};
}

Section rackPlace(const Snapshot& snapshot, const Rack& rack)
{
    Section place{tr("Place"), {hallProperty(snapshot, rack.hall)}};
    if (const Row* row = snapshot.rows.find(rack.row)) {
        place.properties.push_back({tr("Row"), text(row->name), {}, Item{row->id}});
    }
    if (const Array* array = snapshot.arrays.find(rack.array)) {
        place.properties.push_back({tr("Array"), text(array->name), {}, Item{array->id}});
    }
    place.properties.push_back({tr("Cold side"), nameOf(rack.front), {}, {}});
    return place;
}

Section rackBody(const Snapshot& snapshot, const Rack& rack)
{
    Section body{tr("Cabinet"), {}};
    if (const RackType* type = snapshot.rackTypes.find(rack.type)) {
        body.properties = {
            {tr("Type"), text(type->name), text(type->origin), {}},
            {tr("Footprint"), sizeText(type->width, type->depth), text(type->origin), {}},
            {tr("Height"),
             tr("%1 U, %2").arg(type->heightUnits).arg(lengthText(type->height)),
             text(type->origin),
             {}}};
    }
    return body;
}

Section rackPower(const Snapshot& snapshot, const Rack& rack)
{
    const power::Load load = power::rackLoads(snapshot)[snapshot.racks.indexOf(rack.id)];
    const auto feed = [&](PowerNodeId id) {
        const PowerNode* node = snapshot.powerNodes.find(id);
        return node == nullptr ? unknownText() : text(node->name);
    };
    return {tr("Power"),
            {{tr("Planning draw"), powerText(load), tr("derived: sum over devices and optics"), {}},
             {tr("Feed A"), feed(rack.feedA), {}, {}},
             {tr("Feed B"), feed(rack.feedB), {}, {}}}};
}

Section rackDevices(const Snapshot& snapshot, const Rack& rack)
{
    std::vector<const Device*> devices;
    for (const Device& device : snapshot.devices) {
        if (device.rack == rack.id) {
            devices.push_back(&device);
        }
    }
    std::ranges::stable_sort(devices,
                             [](const Device* a, const Device* b) { return a->unit > b->unit; });
    Section section{tr("Devices (%1)").arg(devices.size()), {}};
    for (const Device* device : devices) {
        const DeviceType* type = snapshot.deviceTypes.find(device->type);
        section.properties.push_back({device->unit > 0 ? tr("U%1").arg(device->unit) : tr("behind"),
                                      text(device->name),
                                      type == nullptr ? QString() : text(type->name),
                                      Item{device->id}});
    }
    return section;
}

Inspection inspectRack(const Snapshot& snapshot, const Rack& rack)
{
    return {nameOf(rack.role),
            text(rack.name),
            {rackPlace(snapshot, rack),
             rackPower(snapshot, rack),
             rackBody(snapshot, rack),
             rackDevices(snapshot, rack)}};
}

Section deviceType(const Snapshot& snapshot, const DeviceType& type)
{
    Section section{
        tr("Type"),
        {{tr("Model"), text(type.name), text(type.origin), {}},
         {tr("Manufacturer"), text(type.manufacturer), text(type.origin), {}},
         {tr("Height"),
          type.heightUnits == 0 ? tr("takes no U") : tr("%1 U").arg(type.heightUnits),
          {},
          {}},
         {tr("Planning draw"),
          type.power ? exactText(*type.power / watt, "W") : unknownText(),
          text(type.powerOrigin),
          {}},
         {tr("Weight"),
          type.mass ? QLocale().toString(*type.mass / kilogram, 'f', 1) + QStringLiteral(" kg")
                    : unknownText(),
          text(type.origin),
          {}}}};
    if (const Accelerator* accelerator = snapshot.accelerators.find(type.accelerator)) {
        section.properties.push_back(
            {tr("GPUs"),
             tr("%1 × %2").arg(type.acceleratorCount).arg(text(accelerator->name)),
             text(accelerator->origin),
             {}});
    }
    if (type.ports > 0) {
        section.properties.push_back(
            {tr("Ports"),
             tr("%1 × %2").arg(type.ports).arg(exactText(type.portSpeed / bitPerSecond, "bit/s")),
             text(type.origin),
             {}});
    }
    return section;
}

// The devices at the other ends of a device's cables, with the number of links and their lengths.
Section deviceLinks(const Snapshot& snapshot, const Device& device)
{
    struct Bundle
    {
        int links = 0;
        Length longest;
        bool lengthKnown = true;
        Medium medium = Medium::Multimode;
    };
    std::map<DeviceId, Bundle> bundles;
    int links = 0;
    for (const Cable& cable : snapshot.cables) {
        if (cable.a != device.id && cable.b != device.id) {
            continue;
        }
        Bundle& bundle = bundles[cable.a == device.id ? cable.b : cable.a];
        ++links;
        ++bundle.links;
        bundle.medium = cable.medium;
        bundle.lengthKnown = bundle.lengthKnown && cable.length.has_value();
        bundle.longest = std::max(bundle.longest, cable.length.value_or(Length{}));
    }
    Section section{tr("Links (%1)").arg(links), {}};
    for (const auto& [other, bundle] : bundles) {
        const Device* end = snapshot.devices.find(other);
        section.properties.push_back(
            {end == nullptr ? unknownText() : text(end->name),
             tr("%1 × %2, %3")
                 .arg(bundle.links)
                 .arg(nameOf(bundle.medium),
                      bundle.lengthKnown ? lengthText(bundle.longest) : unknownText()),
             {},
             Item{other}});
    }
    return section;
}

Inspection inspectDevice(const Snapshot& snapshot, const Device& device)
{
    const DeviceType* type = snapshot.deviceTypes.find(device.type);
    const Rack* rack = snapshot.racks.find(device.rack);
    Inspection result{
        device.tier != Tier::None ? nameOf(device.tier)
        : type != nullptr         ? nameOf(type->kind)
                                  : unknownText(),
        text(device.name),
        {{tr("Place"),
          {{tr("Rack"), rack == nullptr ? unknownText() : text(rack->name), {}, Item{device.rack}},
           {tr("Position"),
            device.unit > 0 ? tr("U%1").arg(device.unit) : tr("behind the racks' units"),
            {},
            {}}}}}};
    if (const Fabric* fabric = snapshot.fabrics.find(device.fabric)) {
        result.sections[0].properties.push_back(
            {tr("Network"), text(fabric->name), text(fabric->origin), {}});
    }
    if (type != nullptr) {
        result.sections.push_back(deviceType(snapshot, *type));
    }
    result.sections.push_back(deviceLinks(snapshot, device));
    return result;
}

// Calls `inspectRow` with the row when the table holds it.
template <typename Row, typename InspectRow>
Inspection inspectFound(const Row* row, InspectRow inspectRow)
{
    return row == nullptr ? Inspection{} : inspectRow(*row);
}

} // namespace

Inspection inspect(const Snapshot& snapshot, const Item& item)
{
    struct Visitor
    {
        const Snapshot& plan;

        Inspection operator()(std::monostate) const { return inspectSite(plan); }
        Inspection operator()(HallId id) const
        {
            return inspectFound(plan.halls.find(id),
                                [&](const Hall& h) { return inspectHall(plan, h); });
        }
        Inspection operator()(RowId id) const
        {
            return inspectFound(plan.rows.find(id),
                                [&](const Row& r) { return inspectRow(plan, r); });
        }
        Inspection operator()(ArrayId id) const
        {
            return inspectFound(plan.arrays.find(id),
                                [&](const Array& a) { return inspectArray(plan, a); });
        }
        Inspection operator()(RackId id) const
        {
            return inspectFound(plan.racks.find(id),
                                [&](const Rack& r) { return inspectRack(plan, r); });
        }
        Inspection operator()(DeviceId id) const
        {
            return inspectFound(plan.devices.find(id),
                                [&](const Device& d) { return inspectDevice(plan, d); });
        }
    };
    return std::visit(Visitor{snapshot}, item);
}

Inspection inspectRacks(const Snapshot& snapshot, const std::vector<RackId>& racks)
{
    const std::set<RackId> chosen(racks.begin(), racks.end());
    const Contents contents =
        contentsOf(snapshot, [&](const Rack& rack) { return chosen.contains(rack.id); });
    return {tr("Selection"), tr("%1 racks").arg(contents.racks), {holds(contents)}};
}

} // namespace rackwright::ui

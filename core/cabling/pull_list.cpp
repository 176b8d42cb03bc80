#include "core/cabling/pull_list.h"

#include "core/model/counts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace rackwright::cabling {

namespace {

using units::metre;

std::string quoted(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == text.npos) {
        return std::string{text};
    }
    std::string field = "\"";
    for (const char each : text) {
        field += each == '"' ? "\"\"" : std::string(1, each);
    }
    return field + '"';
}

// To the centimetre, and up: a cable that is too short is of no use.
std::string metres(std::optional<Length> length)
{
    return length ? fmt::format("{:.2f}", std::ceil(*length / metre * 100.0 - 1e-6) / 100.0)
                  : std::string{};
}

// One end: "Hall 1,H1-R03-07,12,H1-R03-07-S3,0".
std::string endFields(const Snapshot& snapshot, DeviceId id, int port)
{
    const Device& device = snapshot.devices.at(id);
    const Rack& rack = snapshot.racks.at(device.rack);
    const Hall* hall = snapshot.halls.find(rack.hall);
    return fmt::format("{},{},{},{},{}",
                       quoted(hall == nullptr ? "" : hall->name),
                       quoted(rack.name),
                       device.unit,
                       quoted(device.name),
                       port);
}

// What a label says of an end: "H1-R03-07 U12 H1-R03-07-S3 port 0".
std::string textOf(const LabelledEnd& end)
{
    return fmt::format("{} U{} {} port {}", end.rack, end.unit, end.device, end.port);
}

LabelledEnd endOf(const Snapshot& snapshot, DeviceId id, int port)
{
    const Device& device = snapshot.devices.at(id);
    return {.rack = snapshot.racks.at(device.rack).name,
            .unit = device.unit,
            .device = device.name,
            .port = port};
}

} // namespace

std::string labelOf(const Cable& cable)
{
    return fmt::format("C{:06}", cable.id.value);
}

PullList::PullList(const Snapshot& snapshot)
    : snapshot_(snapshot)
    , stock_(snapshot)
    , router_(snapshot)
{}

std::string_view PullList::header()
{
    return "cable,network,medium,product,sold_m,laid_m,a_hall,a_rack,a_unit,a_device,a_port,"
           "b_hall,b_rack,b_unit,b_device,b_port,way,why_not";
}

const std::string& PullList::wayBetween(RackId a, RackId b)
{
    const auto key =
        static_cast<std::uint64_t>(a.value) << 32 | static_cast<std::uint32_t>(b.value);
    const auto [way, isNew] = ways_.try_emplace(key);
    if (isNew) {
        for (const layout::Stretch& stretch : router_.way(a, b)) {
            way->second += way->second.empty() ? "" : " > ";
            way->second += snapshot_.trays[stretch.tray].name;
        }
    }
    return way->second;
}

std::string PullList::line(const Cable& cable)
{
    const Device& a = snapshot_.devices.at(cable.a);
    const Device& b = snapshot_.devices.at(cable.b);
    const Product& product = stock_.productFor(cable);
    const Fabric& fabric = snapshot_.fabrics.at(cable.fabric);
    std::string whyNot;
    if (!cable.length) {
        const Run run = router_.run(portOf(snapshot_, a), portOf(snapshot_, b));
        whyNot = describe(snapshot_, run.obstacle, a.rack, b.rack);
    }
    return fmt::format("{},{},{},{},{},{},{},{},{},{}",
                       labelOf(cable),
                       quoted(fabric.name),
                       nameOf(cable.medium),
                       quoted(product.type == nullptr ? "" : product.type->name),
                       metres(product.sold),
                       metres(cable.length),
                       endFields(snapshot_, cable.a, cable.aPort),
                       endFields(snapshot_, cable.b, cable.bPort),
                       quoted(wayBetween(a.rack, b.rack)),
                       quoted(whyNot));
}

std::string_view PullList::labelHeader()
{
    return "cable,end,this_end,other_end,product,sold_m";
}

std::string PullList::line(const Label& label)
{
    return fmt::format("{},{},{},{},{},{}",
                       label.cable,
                       label.end,
                       quoted(textOf(label.here)),
                       quoted(textOf(label.there)),
                       quoted(label.product),
                       metres(label.sold));
}

std::array<Label, 2> PullList::labels(const Cable& cable) const
{
    const Product& product = stock_.productFor(cable);
    Label a{.cable = labelOf(cable),
            .end = 'A',
            .here = endOf(snapshot_, cable.a, cable.aPort),
            .there = endOf(snapshot_, cable.b, cable.bPort),
            .product = product.type == nullptr ? std::string_view{} : product.type->name,
            .sold = product.sold};
    Label b = a;
    b.end = 'B';
    std::swap(b.here, b.there);
    return {std::move(a), std::move(b)};
}

Result<std::vector<Cable>> cablesOf(const Snapshot& snapshot, std::string_view name)
{
    const auto isNamed = [name](const auto& row) { return row.name == name; };
    const auto isAmong = [&](const auto& table) { return std::ranges::any_of(table, isNamed); };
    if (!isAmong(snapshot.fabrics) && !isAmong(snapshot.halls) && !isAmong(snapshot.racks) &&
        !isAmong(snapshot.devices)) {
        return Error{ErrorCode::NotFound,
                     std::string{name},
                     "networks, halls, racks and devices are looked for"};
    }
    std::vector<bool> isMeant; // of the devices
    for (const Device& device : snapshot.devices) {
        const Rack& rack = snapshot.racks.at(device.rack);
        const Hall* hall = snapshot.halls.find(rack.hall);
        isMeant.push_back(isNamed(device) || isNamed(rack) || (hall != nullptr && isNamed(*hall)));
    }
    std::vector<Cable> cables;
    for (const Cable& cable : snapshot.cables) {
        if (isNamed(snapshot.fabrics.at(cable.fabric)) ||
            isMeant[snapshot.devices.indexOf(cable.a)] ||
            isMeant[snapshot.devices.indexOf(cable.b)]) {
            cables.push_back(cable);
        }
    }
    return cables;
}

} // namespace rackwright::cabling

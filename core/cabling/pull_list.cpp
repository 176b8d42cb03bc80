#include "core/cabling/pull_list.h"

#include "core/model/counts.h"

#include <cmath>
#include <fmt/format.h>

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
std::string endText(const Snapshot& snapshot, DeviceId id, int port)
{
    const Device& device = snapshot.devices.at(id);
    return fmt::format(
        "{} U{} {} port {}", snapshot.racks.at(device.rack).name, device.unit, device.name, port);
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

std::string PullList::labels(const Cable& cable) const
{
    const Product& product = stock_.productFor(cable);
    const std::string a = quoted(endText(snapshot_, cable.a, cable.aPort));
    const std::string b = quoted(endText(snapshot_, cable.b, cable.bPort));
    const std::string what = fmt::format(
        "{},{}", quoted(product.type == nullptr ? "" : product.type->name), metres(product.sold));
    const std::string label = labelOf(cable);
    return fmt::format("{0},A,{1},{2},{3}\n{0},B,{2},{1},{3}", label, a, b, what);
}

} // namespace rackwright::cabling

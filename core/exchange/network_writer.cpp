#include "core/base/units.h"
#include "core/exchange/network_file.h"
#include "core/exchange/network_words.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

namespace rackwright::exchange {

namespace {

std::string_view wordFor(Tier tier)
{
    return tierWords[static_cast<std::size_t>(tier)];
}

std::string_view wordFor(Medium medium)
{
    const auto found = std::ranges::find(mediumWords, medium, &MediumWords::medium);
    return found == mediumWords.end() ? std::string_view{} : found->ours;
}

std::string_view netBoxType(Medium medium)
{
    const auto found = std::ranges::find(mediumWords, medium, &MediumWords::medium);
    return found == mediumWords.end() ? std::string_view{} : found->netBox;
}

std::string lengthText(const std::optional<Length>& length)
{
    return length ? fmt::format("{:.2f}", *length / units::metre) : std::string{};
}

std::string forXml(std::string_view text)
{
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        default:
            safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return safe;
}

std::string forDot(std::string_view text)
{
    std::string safe = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            safe += '\\';
        }
        safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return safe + '"';
}

// RFC 4180. A field that a spreadsheet would take for a formula stays as it is: it has to come back so.
std::string forCsv(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string{text};
    }
    std::string safe = "\"";
    for (const char c : text) {
        safe += c == '"' ? std::string{"\"\""} : std::string{c};
    }
    return safe + '"';
}

// The cables to write and the devices at their ends, in the order of the plan.
struct Selection
{
    const Snapshot& snapshot;
    const Fabric& network;
    std::vector<const Device*> devices;
    std::vector<const Cable*> cables;

    [[nodiscard]] const Device& at(DeviceId id) const { return snapshot.devices.at(id); }
    // A switch of another network is connected to this one as a server is.
    [[nodiscard]] Tier tierOf(const Device& device) const
    {
        return device.fabric == network.id ? device.tier : Tier::None;
    }
    [[nodiscard]] const std::string& typeOf(const Device& device) const
    {
        return snapshot.deviceTypes.at(device.type).slug;
    }
    [[nodiscard]] const std::string& rackOf(const Device& device) const
    {
        return snapshot.racks.at(device.rack).name;
    }
};

Selection select(const Snapshot& snapshot, const Fabric& network)
{
    Selection selection{.snapshot = snapshot, .network = network, .devices = {}, .cables = {}};
    std::vector<bool> isUsed(snapshot.devices.size());
    for (const Cable& cable : snapshot.cables) {
        if (cable.fabric == network.id) {
            selection.cables.push_back(&cable);
            isUsed[snapshot.devices.indexOf(cable.a)] = true;
            isUsed[snapshot.devices.indexOf(cable.b)] = true;
        }
    }
    for (std::size_t i = 0; i < isUsed.size(); ++i) {
        if (isUsed[i]) {
            selection.devices.push_back(&snapshot.devices[i]);
        }
    }
    return selection;
}

double gigabits(const Fabric& fabric)
{
    return fabric.linkSpeed / units::gigabitPerSecond;
}

// ---- The formats; each returns text in pieces.

using Sink = fmt::memory_buffer;

constexpr std::string_view graphMlHead = R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="type" for="node" attr.name="type" attr.type="string"/>
  <key id="tier" for="node" attr.name="tier" attr.type="string"/>
  <key id="rail" for="node" attr.name="rail" attr.type="int"/>
  <key id="rack" for="node" attr.name="rack" attr.type="string"/>
  <key id="unit" for="node" attr.name="unit" attr.type="int"/>
  <key id="network" for="edge" attr.name="network" attr.type="string"/>
  <key id="a_port" for="edge" attr.name="a_port" attr.type="int"/>
  <key id="b_port" for="edge" attr.name="b_port" attr.type="int"/>
  <key id="medium" for="edge" attr.name="medium" attr.type="string"/>
  <key id="length_m" for="edge" attr.name="length_m" attr.type="double"/>
  <key id="speed_gbps" for="edge" attr.name="speed_gbps" attr.type="double"/>
  <graph edgedefault="undirected">
)";

void writeGraphMl(const Selection& selection, Sink& sink)
{
    const auto out = std::back_inserter(sink);
    const auto data = [&](std::string_view key, std::string_view value) {
        if (!value.empty()) {
            fmt::format_to(out, "<data key=\"{}\">{}</data>", key, forXml(value));
        }
    };
    sink.append(graphMlHead);
    for (const Device* device : selection.devices) {
        fmt::format_to(out, "    <node id=\"d{}\">", device->id.value);
        data("name", device->name);
        data("type", selection.typeOf(*device));
        data("tier", wordFor(selection.tierOf(*device)));
        data("rail", device->rail < 0 ? std::string{} : std::to_string(device->rail));
        data("rack", selection.rackOf(*device));
        data("unit", std::to_string(device->unit));
        sink.append(std::string_view{"</node>\n"});
    }
    for (const Cable* cable : selection.cables) {
        fmt::format_to(
            out, "    <edge source=\"d{}\" target=\"d{}\">", cable->a.value, cable->b.value);
        data("network", selection.network.name);
        data("a_port", std::to_string(cable->aPort));
        data("b_port", std::to_string(cable->bPort));
        data("medium", wordFor(cable->medium));
        data("length_m", lengthText(cable->length));
        data("speed_gbps", fmt::format("{:g}", gigabits(selection.network)));
        sink.append(std::string_view{"</edge>\n"});
    }
    sink.append(std::string_view{"  </graph>\n</graphml>\n"});
}

// One line for all parallel cables of two devices would lose their ports, so it is one line a cable.
void writeDot(const Selection& selection, Sink& sink)
{
    const auto out = std::back_inserter(sink);
    fmt::format_to(out, "graph {} {{\n", forDot(selection.network.name));
    sink.append(std::string_view{"  rankdir=BT;\n  node [shape=box];\n"});
    for (const Device* device : selection.devices) {
        fmt::format_to(out,
                       "  {} [type={}, tier={}, rack={}];\n",
                       forDot(device->name),
                       forDot(selection.typeOf(*device)),
                       wordFor(selection.tierOf(*device)),
                       forDot(selection.rackOf(*device)));
    }
    for (const Cable* cable : selection.cables) {
        fmt::format_to(out,
                       "  {} -- {} [taillabel={}, headlabel={}];\n",
                       forDot(selection.at(cable->a).name),
                       forDot(selection.at(cable->b).name),
                       cable->aPort,
                       cable->bPort);
    }
    sink.append(std::string_view{"}\n"});
}

std::string csvEnd(const Selection& selection, DeviceId id, int port)
{
    const Device& device = selection.at(id);
    return fmt::format("{},{},{},{},{},{},{}",
                       forCsv(device.name),
                       port,
                       forCsv(selection.typeOf(device)),
                       wordFor(selection.tierOf(device)),
                       device.rail < 0 ? std::string{} : std::to_string(device.rail),
                       forCsv(selection.rackOf(device)),
                       device.unit);
}

void writeCsv(const Selection& selection, Sink& sink)
{
    sink.append(std::string_view{
        "network,a_device,a_port,a_type,a_tier,a_rail,a_rack,a_unit,"
        "b_device,b_port,b_type,b_tier,b_rail,b_rack,b_unit,medium,length_m,speed_gbps\n"});
    for (const Cable* cable : selection.cables) {
        fmt::format_to(std::back_inserter(sink),
                       "{},{},{},{},{},{:g}\n",
                       forCsv(selection.network.name),
                       csvEnd(selection, cable->a, cable->aPort),
                       csvEnd(selection, cable->b, cable->bPort),
                       wordFor(cable->medium),
                       lengthText(cable->length),
                       gigabits(selection.network));
    }
}

// Interfaces are called as a device type of NetBox would name them: nic3, port12.
std::string netBoxEnd(const Selection& selection, DeviceId id, int port)
{
    const Device& device = selection.at(id);
    const char* kind = selection.tierOf(device) == Tier::None ? "nic" : "port";
    return fmt::format("{},dcim.interface,{}",
                       forCsv(device.name),
                       port == managementPort ? "mgmt" : kind + std::to_string(port));
}

void writeNetBox(const Selection& selection, Sink& sink)
{
    sink.append(std::string_view{"side_a_device,side_a_type,side_a_name,"
                                 "side_b_device,side_b_type,side_b_name,"
                                 "type,status,label,length,length_unit\n"});
    for (const Cable* cable : selection.cables) {
        const std::string length = lengthText(cable->length);
        fmt::format_to(std::back_inserter(sink),
                       "{},{},{},connected,{},{},{}\n",
                       netBoxEnd(selection, cable->a, cable->aPort),
                       netBoxEnd(selection, cable->b, cable->bPort),
                       netBoxType(cable->medium),
                       forCsv(fmt::format("{} {}", selection.network.name, cable->id.value)),
                       length,
                       length.empty() ? "" : "m");
    }
}

// Formats that know devices by their names only must find each once.
Status checkNames(const Selection& selection)
{
    std::vector<std::string_view> names;
    names.reserve(selection.devices.size());
    for (const Device* device : selection.devices) {
        names.push_back(device->name);
    }
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    if (twice == names.end()) {
        return Done{};
    }
    return Error{
        ErrorCode::Invalid,
        std::string{*twice},
        "two devices have this name; rename one, or write GraphML, which tells them apart"};
}

// ---- The file

Status toFile(const Sink& sink, const std::string& path)
{
    namespace fs = std::filesystem;
    const fs::path folder = fs::path{path}.parent_path();
    std::error_code problem;
    if (!folder.empty() && !fs::is_directory(folder, problem)) {
        return Error{ErrorCode::FolderMissing, folder.string(), "no such folder"};
    }
    const std::string partial = path + ".part";
    const auto failed = [&](int reason) {
        fs::remove(partial, problem);
        return Error{reason == ENOSPC ? ErrorCode::DiskFull : ErrorCode::FileNotWritable,
                     path,
                     std::generic_category().message(reason)};
    };
    std::FILE* file = std::fopen(partial.c_str(), "wb");
    if (file == nullptr) {
        return failed(errno);
    }
    errno = 0;
    const bool isWritten = std::fwrite(sink.data(), 1, sink.size(), file) == sink.size();
    const int reason = errno;
    if (std::fclose(file) != 0 || !isWritten) {
        return failed(reason != 0 ? reason : errno);
    }
    fs::rename(partial, path, problem);
    if (problem) {
        return failed(problem.value());
    }
    return Done{};
}

} // namespace

std::optional<NetworkFormat> networkFormatOf(const std::string& path)
{
    if (path.ends_with(".graphml")) {
        return NetworkFormat::GraphMl;
    }
    if (path.ends_with(".dot")) {
        return NetworkFormat::Dot;
    }
    if (path.ends_with(".netbox.csv")) {
        return NetworkFormat::NetBoxCsv;
    }
    return path.ends_with(".csv") ? std::optional{NetworkFormat::Csv} : std::nullopt;
}

Status writeNetwork(const Snapshot& snapshot, const Fabric& network, const std::string& path)
{
    const Selection selection = select(snapshot, network);
    const NetworkFormat format = *networkFormatOf(path);
    if (format != NetworkFormat::GraphMl) {
        if (Status unique = checkNames(selection); !unique) {
            return unique;
        }
    }
    Sink sink;
    switch (format) {
    case NetworkFormat::GraphMl:
        writeGraphMl(selection, sink);
        break;
    case NetworkFormat::Dot:
        writeDot(selection, sink);
        break;
    case NetworkFormat::Csv:
        writeCsv(selection, sink);
        break;
    case NetworkFormat::NetBoxCsv:
        writeNetBox(selection, sink);
        break;
    }
    return toFile(sink, path);
}

} // namespace rackwright::exchange

#include "core/exchange/network_text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <pugixml.hpp>
#include <unordered_map>

namespace rackwright::exchange {

namespace {

template <typename Item>
struct Field
{
    std::string_view name; // of the attribute, as plain() leaves it
    std::string Item::*value;
};

constexpr std::array deviceFields{
    Field<DeviceText>{"name", &DeviceText::name},
    Field<DeviceText>{"label", &DeviceText::name},
    Field<DeviceText>{"type", &DeviceText::type},
    Field<DeviceText>{"device_type", &DeviceText::type},
    Field<DeviceText>{"tier", &DeviceText::tier},
    Field<DeviceText>{"role", &DeviceText::tier},
    Field<DeviceText>{"layer", &DeviceText::tier},
    Field<DeviceText>{"level", &DeviceText::tier},
    Field<DeviceText>{"rail", &DeviceText::rail},
    Field<DeviceText>{"rack", &DeviceText::rack},
    Field<DeviceText>{"unit", &DeviceText::unit},
    Field<DeviceText>{"position", &DeviceText::unit},
};

constexpr std::array cableFields{
    Field<CableText>{"network", &CableText::network},
    Field<CableText>{"a_port", &CableText::aPort},
    Field<CableText>{"source_port", &CableText::aPort},
    Field<CableText>{"b_port", &CableText::bPort},
    Field<CableText>{"target_port", &CableText::bPort},
    Field<CableText>{"medium", &CableText::medium},
    Field<CableText>{"length_m", &CableText::length},
    Field<CableText>{"speed_gbps", &CableText::speed},
};

std::string lower(std::string_view text)
{
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

class GraphMl
{
public:
    GraphMl(const std::string& bytes, const std::string& file)
        : file_(file)
    {
        for (std::size_t at = bytes.find('\n'); at != std::string::npos;
             at = bytes.find('\n', at + 1)) {
            newLines_.push_back(static_cast<std::ptrdiff_t>(at));
        }
    }

    Result<NetworkText> read(std::string& bytes);

private:
    [[nodiscard]] int lineAt(std::ptrdiff_t offset) const
    {
        const auto before = std::ranges::lower_bound(newLines_, offset) - newLines_.begin();
        return static_cast<int>(before) + 1;
    }
    [[nodiscard]] Error wrong(const pugi::xml_node& node,
                              std::string_view field,
                              std::string detail) const
    {
        return wrongAt(file_, lineAt(node.offset_debug()), field, std::move(detail));
    }

    void readKeys(const pugi::xml_node& root);
    Status readNode(const pugi::xml_node& node);
    Status readEdge(const pugi::xml_node& edge);
    Result<int> endOf(const pugi::xml_node& edge, const char* which) const;

    template <typename Item, typename Fields>
    void readData(const pugi::xml_node& node, const Fields& fields, Item& item) const;

    const std::string& file_;
    std::vector<std::ptrdiff_t> newLines_;
    std::map<std::string, std::string, std::less<>> keys_; // id to name
    std::unordered_map<std::string_view, int> deviceOfId_;
    NetworkText network_;
};

void GraphMl::readKeys(const pugi::xml_node& root)
{
    for (const pugi::xml_node& key : root.children("key")) {
        keys_[key.attribute("id").value()] = lower(key.attribute("attr.name").value());
    }
}

template <typename Item, typename Fields>
void GraphMl::readData(const pugi::xml_node& node, const Fields& fields, Item& item) const
{
    for (const pugi::xml_node& data : node.children("data")) {
        const auto key = keys_.find(std::string_view{data.attribute("key").value()});
        if (key == keys_.end()) {
            continue;
        }
        const auto field =
            std::ranges::find(fields, std::string_view{key->second}, &Field<Item>::name);
        if (field != fields.end()) {
            item.*(field->value) = data.child_value();
        }
    }
}

Status GraphMl::readNode(const pugi::xml_node& node)
{
    const std::string_view id = node.attribute("id").value();
    if (id.empty()) {
        return wrong(node, "node", "it has no id");
    }
    if (node.child("graph")) {
        return wrong(node, "node", "a graph within a node cannot be a device");
    }
    const bool isNew = deviceOfId_.emplace(id, static_cast<int>(network_.devices.size())).second;
    if (!isNew) {
        return wrong(node, "node", fmt::format("two nodes have the id {}", id));
    }
    DeviceText device{.name = {}, .line = lineAt(node.offset_debug())};
    readData(node, deviceFields, device);
    if (device.name.empty()) {
        device.name = id;
    }
    network_.devices.push_back(std::move(device));
    return Done{};
}

Result<int> GraphMl::endOf(const pugi::xml_node& edge, const char* which) const
{
    const std::string_view id = edge.attribute(which).value();
    const auto found = deviceOfId_.find(id);
    if (found == deviceOfId_.end()) {
        return wrong(edge, "edge", fmt::format("its {} {} is no node of the file", which, id));
    }
    return found->second;
}

Status GraphMl::readEdge(const pugi::xml_node& edge)
{
    const Result<int> a = endOf(edge, "source");
    const Result<int> b = endOf(edge, "target");
    if (!a || !b) {
        return a ? b.error() : a.error();
    }
    CableText cable{.a = *a,
                    .b = *b,
                    .aPort = edge.attribute("sourceport").value(),
                    .bPort = edge.attribute("targetport").value(),
                    .line = lineAt(edge.offset_debug())};
    readData(edge, cableFields, cable);
    network_.cables.push_back(std::move(cable));
    return Done{};
}

Result<NetworkText> GraphMl::read(std::string& bytes)
{
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer_inplace(
        bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
        return wrongAt(file_, lineAt(parsed.offset), "XML", lower(parsed.description()));
    }
    const pugi::xml_node root = document.child("graphml");
    const pugi::xml_node graph = root.child("graph");
    if (!graph || graph.next_sibling("graph")) {
        return Error{ErrorCode::Invalid, file_, "it must be GraphML with one graph"};
    }
    network_.file = file_;
    readKeys(root);
    for (const pugi::xml_node& node : graph.children("node")) {
        if (Status fine = readNode(node); !fine) {
            return fine.error();
        }
    }
    for (const pugi::xml_node& edge : graph.children("edge")) {
        if (Status fine = readEdge(edge); !fine) {
            return fine.error();
        }
    }
    return std::move(network_);
}

} // namespace

Result<NetworkText> readGraphMl(std::string bytes, const std::string& file)
{
    return GraphMl{bytes, file}.read(bytes);
}

} // namespace rackwright::exchange

#include "core/exchange/yaml_json.h"

#include <string>

namespace rackwright::exchange {
namespace {

using nlohmann::json;

json scalarJson(const YAML::Node& node)
{
    const std::string& text = node.Scalar();
    if (node.Tag() == "!") { // quoted
        return text;
    }
    if (text == "true" || text == "false") {
        return text == "true";
    }
    if (long value = 0; YAML::convert<long>::decode(node, value)) {
        return value;
    }
    if (double value = 0.0; YAML::convert<double>::decode(node, value)) {
        return value;
    }
    return text;
}

} // namespace

json toJson(const YAML::Node& node)
{
    switch (node.Type()) {
    case YAML::NodeType::Scalar:
        return scalarJson(node);
    case YAML::NodeType::Sequence: {
        json list = json::array();
        for (const YAML::Node& item : node) {
            list.push_back(toJson(item));
        }
        return list;
    }
    case YAML::NodeType::Map: {
        json object = json::object();
        for (const auto& entry : node) {
            object[entry.first.Scalar()] = toJson(entry.second);
        }
        return object;
    }
    case YAML::NodeType::Null:
    case YAML::NodeType::Undefined:
        break;
    }
    return nullptr;
}

} // namespace rackwright::exchange

#include "core/training/model_library.h"

#include "core/training/shapes.h"
#include "core/training/shipped_calibration.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace rackwright::training {

namespace {

using nlohmann::json;

struct Field
{
    std::string_view key;
    int TrainingModel::*member;
    bool needed;
};

constexpr std::array fields{
    Field{"layers", &TrainingModel::layers, true},
    Field{"hidden", &TrainingModel::hidden, true},
    Field{"heads", &TrainingModel::heads, true},
    Field{"kv_heads", &TrainingModel::kvHeads, true},
    Field{"head_size", &TrainingModel::headSize, true},
    Field{"query_rank", &TrainingModel::queryRank, false},
    Field{"kv_rank", &TrainingModel::kvRank, false},
    Field{"rope_size", &TrainingModel::ropeSize, false},
    Field{"value_size", &TrainingModel::valueSize, false},
    Field{"window", &TrainingModel::window, false},
    Field{"packed_document", &TrainingModel::packedDocument, false},
    Field{"feed_forward", &TrainingModel::feedForward, false},
    Field{"dense_layers", &TrainingModel::denseLayers, false},
    Field{"experts", &TrainingModel::experts, false},
    Field{"active_experts", &TrainingModel::activeExperts, false},
    Field{"shared_experts", &TrainingModel::sharedExperts, false},
    Field{"expert_feed_forward", &TrainingModel::expertFeedForward, false},
    Field{"predicted_tokens", &TrainingModel::predictedTokens, false},
    Field{"vocabulary", &TrainingModel::vocabulary, true},
    Field{"sequence", &TrainingModel::sequence, true},
};

constexpr std::array<std::string_view, 6> otherKeys{
    "name", "origin", "gated", "tied", "attention", "windowed_layers"};

Error invalid(std::string key, std::string allowed)
{
    return Error{ErrorCode::Invalid, std::move(key), std::move(allowed)};
}

// The keys that are not whole numbers, and the number of windowed layers, which is kept as a share.
Status readWords(const json& object, TrainingModel& model)
{
    for (const auto& [key, member] :
         {std::pair{"gated", &TrainingModel::gated}, std::pair{"tied", &TrainingModel::tied}}) {
        const auto found = object.find(key);
        if (found != object.end() && !found->is_boolean()) {
            return invalid(key, "must be true or false");
        }
        model.*member = found == object.end() ? model.*member : found->get<bool>();
    }
    const auto attention = object.find("attention");
    if (attention != object.end() && *attention != "latent" && *attention != "grouped") {
        return invalid("attention", "must be \"grouped\" or \"latent\"");
    }
    if (attention != object.end() && *attention == "latent") {
        model.attention = AttentionKind::Latent;
    }
    const auto windowed = object.find("windowed_layers");
    if (windowed != object.end() && !windowed->is_number_unsigned()) {
        return invalid("windowed_layers", "must be a whole number that is not negative");
    }
    const double all = std::max(1, model.layers);
    const double some = windowed == object.end() ? all : windowed->get<double>();
    model.windowedLayers = model.window > 0 ? some / all : 0.0;
    return Done{};
}

Result<TrainingModel> modelFrom(const json& object)
{
    for (const auto& [key, value] : object.items()) {
        const bool known = std::ranges::find(fields, key, &Field::key) != fields.end() ||
                           std::ranges::find(otherKeys, key) != otherKeys.end();
        if (!known) {
            return invalid(key, "is not a key of a model");
        }
    }
    TrainingModel model;
    for (const Field& field : fields) {
        const auto found = object.find(field.key);
        if (found == object.end()) {
            if (field.needed) {
                return invalid(std::string{field.key}, "the model must have it");
            }
            continue;
        }
        constexpr long largest = 1L << 24;
        if (!found->is_number_integer() || found->get<long>() < 0 || found->get<long>() > largest) {
            return invalid(std::string{field.key}, "must be a whole number that is not negative");
        }
        model.*field.member = found->get<int>();
    }
    if (Status read = readWords(object, model); !read) {
        return read.error();
    }
    Status checked = checkModel(model);
    return checked ? Result<TrainingModel>{model} : checked.error();
}

const json& shippedModels()
{
    static const json models = json::parse(shippedModelsJson, nullptr, false)["models"];
    return models;
}

} // namespace

std::vector<std::string> modelNames()
{
    std::vector<std::string> names;
    for (const json& model : shippedModels()) {
        names.push_back(model.value("name", ""));
    }
    return names;
}

Result<TrainingModel> findModel(std::string_view name)
{
    std::string known;
    for (const json& model : shippedModels()) {
        if (model.value("name", "") == name) {
            return modelFrom(model);
        }
        known += (known.empty() ? "" : ", ") + model.value("name", "");
    }
    return invalid("model", "'" + std::string(name) + "' is not one of " + known);
}

Result<TrainingModel> readModel(std::string_view text)
{
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object()) {
        return invalid("model", "must be a JSON object such as {\"layers\": 32, ...}");
    }
    return modelFrom(object);
}

} // namespace rackwright::training

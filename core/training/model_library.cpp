#include "core/training/model_library.h"

#include "core/training/shipped_calibration.h"

#include <array>
#include <nlohmann/json.hpp>

namespace rackwright::training {

namespace {

using nlohmann::json;

struct Field
{
    const char* key;
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

Error invalid(std::string key, std::string allowed)
{
    return Error{ErrorCode::Invalid, std::move(key), std::move(allowed)};
}

Result<TrainingModel> modelFrom(const json& object)
{
    TrainingModel model;
    for (const Field& field : fields) {
        const auto found = object.find(field.key);
        if (found == object.end()) {
            if (field.needed) {
                return invalid(field.key, "the model must have it");
            }
            continue;
        }
        constexpr long largest = 1L << 24;
        if (!found->is_number_integer() || found->get<long>() < 0 || found->get<long>() > largest) {
            return invalid(field.key, "must be a whole number that is not negative");
        }
        model.*field.member = found->get<int>();
    }
    const auto gated = object.find("gated");
    model.gated = gated == object.end() || !gated->is_boolean() || gated->get<bool>();
    const auto attention = object.find("attention");
    if (attention != object.end() && *attention == "latent") {
        model.attention = AttentionKind::Latent;
    }
    model.windowedLayers = model.window > 0 ? 1.0 : 0.0;
    return model;
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

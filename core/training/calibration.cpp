#include "core/training/calibration.h"

#include "core/training/accelerator_file.h"
#include "core/training/run_words.h"
#include "core/training/shipped_calibration.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <nlohmann/json.hpp>

namespace rackwright::training {

namespace {

using nlohmann::ordered_json;

// Bit numbers are the places in this list; a data file names them.
constexpr std::array<std::string_view, 36> tagNames{
    "ampere",       "hopper",       "blackwell",    "tpu",
    "a100-80gb",    "a100-40gb",    "h100",         "h100-500w",
    "b200",         "b300",         "gb200",        "gb300",
    "fp16",         "bf16",         "fp8",          "mxfp8",
    "nvfp4",        "narrow",       "megatron2021", "megatron2022",
    "deepspeed",    "megascale",    "composer",     "megatron2023",
    "megatron2024", "megatron2025", "megatron2026", "megatron2026june",
    "torchtitan",   "in-house",     "async-tensor", "overlap-expert",
    "tuned",        "eager",        "fsdp",         "moe",
};

Tags bit(std::string_view name)
{
    const auto* const found = std::ranges::find(tagNames, name);
    assert(found != tagNames.end());
    return Tags{1} << (found - tagNames.begin());
}

struct Family
{
    std::string_view start; // of a name, in lower case
    std::string_view generation;
    std::string_view model;
};

constexpr std::array families{
    Family{"a100-sxm-40", "ampere", "a100-40gb"},
    Family{"a100", "ampere", "a100-80gb"},
    Family{"h100-sxm-96", "hopper", "h100-500w"},
    Family{"h100", "hopper", "h100"},
    Family{"h800", "hopper", "h100"},
    Family{"h200", "hopper", "h100"},
    Family{"gb200", "blackwell", "gb200"},
    Family{"gb300", "blackwell", "gb300"},
    Family{"b200", "blackwell", "b200"},
    Family{"b300", "blackwell", "b300"},
    Family{"tpuv4", "tpu", "tpu"},
};

// Null for an accelerator that no run was measured on.
const Family* familyOf(std::string_view accelerator)
{
    const std::string name = lowerCase(accelerator);
    const auto* const found = std::ranges::find_if(
        families, [&](const Family& family) { return name.starts_with(family.start); });
    return found != families.end() ? found : nullptr;
}

Tags acceleratorTags(std::string_view accelerator)
{
    const Family* family = familyOf(accelerator);
    // The nearest that many runs were measured on.
    return family != nullptr ? bit(family->generation) | bit(family->model) : bit("hopper");
}

Tags formatTags(NumberFormat format)
{
    switch (format) {
    case NumberFormat::Fp16:
        return bit("fp16");
    case NumberFormat::Bf16:
        return bit("bf16");
    case NumberFormat::Fp8:
        return bit("fp8") | bit("narrow");
    case NumberFormat::Mxfp8:
        return bit("mxfp8") | bit("narrow");
    case NumberFormat::Nvfp4:
        return bit("nvfp4") | bit("narrow");
    }
    return 0;
}

Tags softwareTags(Software software)
{
    switch (software) {
    case Software::Megatron2021:
        return bit("megatron2021");
    case Software::Megatron2022:
        return bit("megatron2022");
    case Software::MegatronDeepSpeed:
        return bit("deepspeed");
    case Software::MegaScale:
        return bit("megascale");
    case Software::Composer:
        return bit("composer");
    case Software::Megatron2023:
        return bit("megatron2023");
    case Software::Megatron2024:
        return bit("megatron2024");
    case Software::Megatron2025:
        return bit("megatron2025");
    case Software::Megatron2026:
        return bit("megatron2026");
    case Software::Megatron2026June:
        return bit("megatron2026june") | bit("megatron2026");
    case Software::TorchTitan:
        return bit("torchtitan");
    case Software::InHouse:
        return bit("in-house");
    }
    return 0;
}

Tags traitTags(const Strategy& strategy)
{
    Tags tags = 0;
    const auto add = [&](bool has, std::string_view name) { tags |= has ? bit(name) : Tags{0}; };
    add(strategy.traits.tensorOverlap, "async-tensor");
    add(strategy.traits.expertOverlap || strategy.schedule == PipelineSchedule::DualPipe,
        "overlap-expert");
    add(strategy.traits.tuned, "tuned");
    add(strategy.traits.eager, "eager");
    add(strategy.sharding == Sharding::Parameters, "fsdp");
    return tags;
}

Error damaged(std::string where, std::string what)
{
    return Error{ErrorCode::FileDamaged, std::move(where), std::move(what)};
}

Result<double> numberIn(const ordered_json& json, const char* key, double otherwise)
{
    const auto found = json.find(key);
    if (found == json.end()) {
        return otherwise;
    }
    const double value = found->is_number() ? found->get<double>() : -1.0;
    constexpr double largest = 1e9; // no parameter is near it
    return value >= 0.0 && value <= largest ? Result<double>{value}
                                            : damaged(key, "it is not a number from 0 to 1e9");
}

std::string wordsIn(const ordered_json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Result<Tags> tagsIn(const ordered_json& json, const std::string& parameter)
{
    Tags tags = 0;
    const auto found = json.find("when");
    const ordered_json list = found == json.end() ? ordered_json::array() : *found;
    for (const auto& tag : list.is_array() ? list : ordered_json::array({list})) {
        const std::string text = tag.is_string() ? tag.get<std::string>() : std::string{};
        if (std::ranges::find(tagNames, text) == tagNames.end()) {
            return damaged(parameter + ".when", "'" + text + "' is not one of the tags");
        }
        tags |= bit(text);
    }
    return tags;
}

Result<Rule> readRule(const ordered_json& json)
{
    if (!json.is_object()) {
        return damaged("rules", "one of them is not an object");
    }
    const std::string name = wordsIn(json, "parameter");
    const auto fields = parameterFields();
    const auto field = std::ranges::find(fields, name, &ParameterField::name);
    if (field == fields.end()) {
        return damaged("parameter", "'" + name + "' is not one of the parameters");
    }
    const auto when = tagsIn(json, name);
    const auto prior = numberIn(json, "prior", 1.0);
    const auto factor = numberIn(json, "factor", prior ? *prior : 1.0);
    const auto spread = numberIn(json, "spread", 0.0);
    if (!when) {
        return when.error();
    }
    for (const auto& number : {prior, factor, spread}) {
        if (!number) {
            return damaged(name + "." + number.error().subject, number.error().detail);
        }
    }
    if (!(*factor > 0.0) || !(*prior > 0.0)) {
        return damaged(name, "factors must be above zero");
    }
    return Rule{.parameter = field->member,
                .when = *when,
                .factor = *factor,
                .prior = *prior,
                .spread = *spread,
                .origin = wordsIn(json, "origin")};
}

// To five digits: what a person can read, and finer than any fit.
double rounded(double value)
{
    const double scale = std::pow(10.0, 4.0 - std::floor(std::log10(value)));
    return std::round(value * scale) / scale;
}

ordered_json written(const Rule& rule)
{
    const auto fields = parameterFields();
    const auto field = std::ranges::find(fields, rule.parameter, &ParameterField::member);
    ordered_json when = ordered_json::array();
    for (std::size_t i = 0; i < tagNames.size(); ++i) {
        if ((rule.when & (Tags{1} << i)) != 0) {
            when.push_back(tagNames[i]);
        }
    }
    return {{"parameter", field->name},
            {"when", when},
            {"factor", rounded(rule.factor)},
            {"prior", rule.prior},
            {"spread", rule.spread},
            {"origin", rule.origin}};
}

// One rule or accelerator a line, so that a fit shows as a small difference.
std::string lines(const std::vector<ordered_json>& items)
{
    std::string text;
    for (const ordered_json& item : items) {
        text += (text.empty() ? "\n    " : ",\n    ") + item.dump();
    }
    return text + "\n  ";
}

constexpr std::array sharesAtMostOne{
    &Parameters::tensorExposed,
    &Parameters::dataExposed,
    &Parameters::pipelineExposed,
    &Parameters::expertExposed,
    &Parameters::contextExposed,
};

} // namespace

Tags tagsOf(std::string_view accelerator, const TrainingModel& model, const Strategy& strategy)
{
    return acceleratorTags(accelerator) | formatTags(strategy.format) |
           softwareTags(strategy.software) | traitTags(strategy) |
           (model.experts > 0 ? bit("moe") : Tags{0});
}

bool isCalibrated(std::string_view accelerator)
{
    return familyOf(accelerator) != nullptr;
}

Parameters parametersFor(const Calibration& calibration, Tags tags)
{
    Parameters parameters;
    for (const Rule& rule : calibration.rules) {
        if ((rule.when & tags) == rule.when) {
            parameters.*rule.parameter *= rule.factor;
        }
    }
    for (double Parameters::*share : sharesAtMostOne) {
        parameters.*share = std::min(1.0, parameters.*share);
    }
    return parameters;
}

Result<Calibration> readCalibration(std::string_view json)
{
    const auto root = ordered_json::parse(json, nullptr, false);
    if (!root.is_object() || !root.contains("rules") || !root["rules"].is_array()) {
        return damaged("calibration", "it is not a JSON object with rules");
    }
    Calibration calibration;
    calibration.note = wordsIn(root, "note");
    for (const auto& item :
         root.contains("accelerators") ? root["accelerators"] : ordered_json::array()) {
        auto accelerator = acceleratorFrom(item);
        if (!accelerator) {
            return damaged("accelerators." + accelerator.error().subject,
                           accelerator.error().detail);
        }
        calibration.accelerators.push_back(*std::move(accelerator));
    }
    for (const auto& item : root["rules"]) {
        auto rule = readRule(item);
        if (!rule) {
            return rule.error();
        }
        calibration.rules.push_back(*std::move(rule));
    }
    return calibration;
}

std::string writeCalibration(const Calibration& calibration)
{
    std::vector<ordered_json> accelerators;
    std::vector<ordered_json> rules;
    for (const AcceleratorSpec& spec : calibration.accelerators) {
        accelerators.push_back(toJson(spec));
    }
    for (const Rule& rule : calibration.rules) {
        rules.push_back(written(rule));
    }
    return "{\n  \"format\": 1,\n  \"note\": " + ordered_json(calibration.note).dump() +
           ",\n  \"accelerators\": [" + lines(accelerators) + "],\n  \"rules\": [" + lines(rules) +
           "]\n}\n";
}

const Calibration& shippedCalibration()
{
    static const Calibration shipped = [] {
        auto calibration = readCalibration(shippedCalibrationJson);
        assert(calibration);
        return calibration ? *std::move(calibration) : Calibration{};
    }();
    return shipped;
}

const AcceleratorSpec* findAccelerator(const Calibration& calibration, std::string_view name)
{
    const std::string wanted = lowerCase(name);
    for (const AcceleratorSpec& spec : calibration.accelerators) {
        const std::string candidate = lowerCase(spec.name);
        if (candidate == wanted || candidate.starts_with(wanted + "-")) {
            return &spec;
        }
    }
    return nullptr;
}

bool isCalibrated(const AcceleratorSpec& accelerator)
{
    const AcceleratorSpec* shipped = findAccelerator(shippedCalibration(), accelerator.name);
    if (shipped == nullptr || !isCalibrated(accelerator.name)) {
        return false;
    }
    AcceleratorSpec known = *shipped;
    known.name = accelerator.name;   // or a shorter one
    known.power = accelerator.power; // says nothing of speed
    return known == accelerator;
}

Parameters shippedParameters(const AcceleratorSpec& accelerator,
                             const TrainingModel& model,
                             const Strategy& strategy)
{
    return parametersFor(shippedCalibration(), tagsOf(accelerator.name, model, strategy));
}

} // namespace rackwright::training

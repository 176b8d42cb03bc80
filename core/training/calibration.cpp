#include "core/training/calibration.h"

#include "core/base/units.h"
#include "core/training/shipped_calibration.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cctype>
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

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(
        lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
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

Result<Rule> readRule(const ordered_json& json)
{
    Rule rule;
    const std::string name = json.value("parameter", "");
    const auto fields = parameterFields();
    const auto field = std::ranges::find(fields, name, &ParameterField::name);
    if (field == fields.end()) {
        return damaged("parameter", "'" + name + "' is not one of the parameters");
    }
    rule.parameter = field->member;
    for (const auto& tag : json.value("when", ordered_json::array())) {
        const std::string text = tag.is_string() ? tag.get<std::string>() : std::string{};
        if (std::ranges::find(tagNames, text) == tagNames.end()) {
            return damaged(name + ".when", "'" + text + "' is not one of the tags");
        }
        rule.when |= bit(text);
    }
    rule.prior = json.value("prior", 1.0);
    rule.factor = json.value("factor", rule.prior);
    rule.spread = json.value("spread", 0.0);
    rule.origin = json.value("origin", "");
    if (!(rule.factor > 0.0) || !(rule.prior > 0.0)) {
        return damaged(name, "factors must be above zero");
    }
    return rule;
}

AcceleratorSpec readAccelerator(const ordered_json& json)
{
    using namespace units;
    AcceleratorSpec spec;
    spec.name = json.value("name", "");
    spec.bf16Peak = json.value("bf16_tflops", 0.0) * teraflops;
    if (json.contains("fp8_tflops")) {
        spec.fp8Peak = json.value("fp8_tflops", 0.0) * teraflops;
    }
    if (json.contains("fp4_tflops")) {
        spec.fp4Peak = json.value("fp4_tflops", 0.0) * teraflops;
    }
    spec.memory = json.value("memory_gb", 0.0) * gigabyte;
    spec.memoryBandwidth = json.value("memory_gb_per_s", 0.0) * gigabytePerSecond;
    spec.scaleUpBandwidth = json.value("scale_up_gb_per_s", 0.0) * gigabytePerSecond;
    spec.power = json.value("power_w", 0.0) * watt;
    return spec;
}

ordered_json written(const AcceleratorSpec& spec)
{
    using namespace units;
    ordered_json json{{"name", spec.name}, {"bf16_tflops", spec.bf16Peak / teraflops}};
    if (spec.fp8Peak) {
        json["fp8_tflops"] = *spec.fp8Peak / teraflops;
    }
    if (spec.fp4Peak) {
        json["fp4_tflops"] = *spec.fp4Peak / teraflops;
    }
    json["memory_gb"] = spec.memory / gigabyte;
    json["memory_gb_per_s"] = spec.memoryBandwidth / gigabytePerSecond;
    json["scale_up_gb_per_s"] = spec.scaleUpBandwidth / gigabytePerSecond;
    if (spec.power > Power{}) {
        json["power_w"] = spec.power / watt;
    }
    return json;
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
    calibration.note = root.value("note", "");
    for (const auto& item : root.value("accelerators", ordered_json::array())) {
        calibration.accelerators.push_back(readAccelerator(item));
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
        accelerators.push_back(written(spec));
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

Parameters shippedParameters(const AcceleratorSpec& accelerator,
                             const TrainingModel& model,
                             const Strategy& strategy)
{
    return parametersFor(shippedCalibration(), tagsOf(accelerator.name, model, strategy));
}

} // namespace rackwright::training

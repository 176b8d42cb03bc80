#include "core/training/accelerator_file.h"

#include "core/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

namespace rackwright::training {

namespace {

using namespace units;
using nlohmann::ordered_json;

struct Figures
{
    double bf16 = 0.0; // TFLOP/s, with the next two; 0: not given
    double fp8 = 0.0;
    double fp4 = 0.0;
    double memory = 0.0;          // GB
    double memoryBandwidth = 0.0; // GB/s, with the next one
    double scaleUp = 0.0;
    double power = 0.0; // W
};

struct Field
{
    std::string_view key;
    double Figures::*figure;
    bool needed;
};

constexpr std::array fields{
    Field{"bf16_tflops", &Figures::bf16, true},
    Field{"fp8_tflops", &Figures::fp8, false},
    Field{"fp4_tflops", &Figures::fp4, false},
    Field{"memory_gb", &Figures::memory, true},
    Field{"memory_gb_per_s", &Figures::memoryBandwidth, true},
    Field{"scale_up_gb_per_s", &Figures::scaleUp, true},
    Field{"power_w", &Figures::power, false},
};

Error invalid(std::string_view key, std::string allowed)
{
    return Error{ErrorCode::Invalid, std::string{key}, std::move(allowed)};
}

Status checkKeys(const ordered_json& object)
{
    if (!object.is_object()) {
        return invalid("accelerator", "must be a JSON object such as {\"name\": \"X1\", ...}");
    }
    for (const auto& [key, value] : object.items()) {
        if (key != "name" && key != "origin" &&
            std::ranges::find(fields, key, &Field::key) == fields.end()) {
            return invalid(key, "is not a key of an accelerator");
        }
    }
    const auto name = object.find("name");
    if (name == object.end() || !name->is_string() || name->get<std::string>().empty()) {
        return invalid("name", "the accelerator must have it");
    }
    return Done{};
}

std::optional<ComputeRate> rateOf(double teraflop)
{
    return teraflop > 0.0 ? std::optional{teraflop * teraflops} : std::nullopt;
}

} // namespace

Result<AcceleratorSpec> acceleratorFrom(const ordered_json& object)
{
    if (Status checked = checkKeys(object); !checked) {
        return checked.error();
    }
    Figures figures;
    for (const Field& field : fields) {
        const auto found = object.find(field.key);
        if (found == object.end()) {
            if (field.needed) {
                return invalid(field.key, "the accelerator must have it");
            }
            continue;
        }
        const double value = found->is_number() ? found->get<double>() : 0.0;
        constexpr double largest = 1e9;
        if (!(value > 0.0) || value > largest) {
            return invalid(field.key, "must be a number above zero");
        }
        figures.*field.figure = value;
    }
    return AcceleratorSpec{.name = object["name"].get<std::string>(),
                           .bf16Peak = figures.bf16 * teraflops,
                           .fp8Peak = rateOf(figures.fp8),
                           .fp4Peak = rateOf(figures.fp4),
                           .memory = figures.memory * gigabyte,
                           .memoryBandwidth = figures.memoryBandwidth * gigabytePerSecond,
                           .scaleUpBandwidth = figures.scaleUp * gigabytePerSecond,
                           .power = figures.power * watt};
}

Result<AcceleratorSpec> readAccelerator(std::string_view json)
{
    return acceleratorFrom(ordered_json::parse(json, nullptr, false));
}

ordered_json toJson(const AcceleratorSpec& accelerator)
{
    const Figures figures{.bf16 = accelerator.bf16Peak / teraflops,
                          .fp8 = accelerator.fp8Peak.value_or(ComputeRate{}) / teraflops,
                          .fp4 = accelerator.fp4Peak.value_or(ComputeRate{}) / teraflops,
                          .memory = accelerator.memory / gigabyte,
                          .memoryBandwidth = accelerator.memoryBandwidth / gigabytePerSecond,
                          .scaleUp = accelerator.scaleUpBandwidth / gigabytePerSecond,
                          .power = accelerator.power / watt};
    ordered_json json{{"name", accelerator.name}};
    for (const Field& field : fields) {
        if (figures.*field.figure > 0.0) {
            json[std::string{field.key}] = figures.*field.figure;
        }
    }
    return json;
}

} // namespace rackwright::training

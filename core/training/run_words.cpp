#include "core/training/run_words.h"

#include <algorithm>
#include <array>

namespace rackwright::training {

namespace {

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

template <typename T>
struct Word
{
    std::string_view part;
    T meaning;
};

constexpr std::array formats{
    Word<NumberFormat>{"fp16", NumberFormat::Fp16},
    Word<NumberFormat>{"bf16", NumberFormat::Bf16},
    Word<NumberFormat>{"mxfp8", NumberFormat::Mxfp8},
    Word<NumberFormat>{"fp8", NumberFormat::Fp8},
    Word<NumberFormat>{"nvfp4", NumberFormat::Nvfp4},
    Word<NumberFormat>{"fp4", NumberFormat::Nvfp4},
};

constexpr std::array softwares{
    Word<Software>{"DeepSpeed", Software::MegatronDeepSpeed},
    Word<Software>{"2021", Software::Megatron2021},
    Word<Software>{"2022", Software::Megatron2022},
    Word<Software>{"MegaScale", Software::MegaScale},
    Word<Software>{"Composer", Software::Composer},
    Word<Software>{"MLPerf v3", Software::Megatron2023},
    Word<Software>{"MLPerf v4", Software::Megatron2024},
    Word<Software>{"MLPerf", Software::Megatron2025},
    Word<Software>{"NeMo 24", Software::Megatron2024},
    Word<Software>{"Core r0", Software::Megatron2024},
    Word<Software>{"Meta", Software::InHouse},
    Word<Software>{"torchtitan", Software::TorchTitan},
    Word<Software>{"Bridge 25", Software::Megatron2025},
    Word<Software>{"Bridge 26.02", Software::Megatron2026},
    Word<Software>{"Bridge 26.04", Software::Megatron2026},
    Word<Software>{"Bridge", Software::Megatron2026June},
    Word<Software>{"NeMo 25", Software::Megatron2025},
    Word<Software>{"Core dev", Software::Megatron2025},
    Word<Software>{"Megatron-LM 0.1", Software::Megatron2025},
    Word<Software>{"NeMo", Software::Megatron2025},
    Word<Software>{"Megatron-LM", Software::Megatron2023},
};

// Parts of a layer that Megatron's selective recompute can name.
constexpr std::array<std::string_view, 6> modules{"norm", "act", "mlp", "moe", "mla", "core"};

// The first part that the text contains decides.
template <typename T, std::size_t count>
std::optional<T> firstIn(const std::array<Word<T>, count>& words, std::string_view text)
{
    const auto* const found =
        std::ranges::find_if(words, [&](const Word<T>& word) { return contains(text, word.part); });
    return found != words.end() ? std::optional{found->meaning} : std::nullopt;
}

} // namespace

std::optional<NumberFormat> formatOf(std::string_view precision)
{
    return firstIn(formats, precision);
}

std::optional<Sharding> shardingOf(std::string_view sharding)
{
    const bool keepsWeights = contains(sharding, "grad-op") || contains(sharding, "not resharded");
    if (sharding.starts_with("zero3") || (contains(sharding, "fsdp") && !keepsWeights)) {
        return Sharding::Parameters;
    }
    if (sharding.starts_with("zero2") || contains(sharding, "fsdp")) {
        return Sharding::Gradients;
    }
    if (sharding.starts_with("zero1")) {
        return Sharding::Optimizer;
    }
    return sharding.starts_with("none") ? std::optional{Sharding::None} : std::nullopt;
}

std::optional<Software> softwareOf(std::string_view software)
{
    return firstIn(softwares, software);
}

std::optional<Recompute> recomputeOf(std::string_view recompute)
{
    if (leavesOpen(recompute)) {
        return std::nullopt;
    }
    if (recompute.starts_with("full")) {
        return Recompute::Full;
    }
    if (recompute.starts_with("none")) {
        return Recompute::None;
    }
    const bool parts = std::ranges::any_of(
        modules, [&](std::string_view module) { return contains(recompute, module); });
    return parts || recompute.starts_with("selective") ? std::optional{Recompute::Selective}
                                                       : std::nullopt;
}

bool leavesOpen(std::string_view recompute)
{
    return recompute.starts_with("none/full") || recompute == "recipe-specific" ||
           recompute == "not stated" || recompute == "see source" || recompute.empty();
}

Traits traitsOf(std::string_view software)
{
    Traits traits;
    traits.tensorOverlap = contains(software, "asyncTP");
    traits.expertOverlap = contains(software, "EP overlap");
    traits.tuned = contains(software, "MLPerf");
    traits.eager = contains(software, "eager");
    traits.wholeSequence = contains(software, "no SP");
    return traits;
}

} // namespace rackwright::training

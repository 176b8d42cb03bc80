#include "core/training/run_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <functional>
#include <iterator>
#include <span>

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

// Where an era begins.
struct Release
{
    int from; // 100 x the first number + the second: 2604 is 26.04
    Software software;
};

// Monthly containers; NeMo also counted 1 and 2 of its own.
constexpr std::array containers{
    Release{100, Software::Megatron2023},
    Release{200, Software::Megatron2024},
    Release{300, Software::Megatron2023},
    Release{2400, Software::Megatron2024},
    Release{2500, Software::Megatron2025},
    Release{2600, Software::Megatron2026},
    Release{2606, Software::Megatron2026June},
};

constexpr std::array rounds{
    Release{100, Software::Megatron2023},
    Release{400, Software::Megatron2024},
    Release{500, Software::Megatron2025},
};

// 0.5 is of January 2024, 0.10 of the turn to 2025; what is numbered from 1 is of before them.
constexpr std::array cores{
    Release{1, Software::Megatron2023},
    Release{5, Software::Megatron2024},
    Release{10, Software::Megatron2025},
    Release{100, Software::Megatron2023},
};

struct Family
{
    std::string_view name;
    Software unnumbered;
    std::span<const Release> releases; // the last that is not later decides; none: one era
};

constexpr std::array families{
    Family{"deepspeed", Software::MegatronDeepSpeed, {}},
    Family{"2021", Software::Megatron2021, {}},
    Family{"2022", Software::Megatron2022, {}},
    Family{"megascale", Software::MegaScale, {}},
    Family{"composer", Software::Composer, {}},
    Family{"mlperf", Software::Megatron2025, rounds},
    Family{"meta", Software::InHouse, {}},
    Family{"torchtitan", Software::TorchTitan, {}},
    Family{"bridge", Software::Megatron2026, containers},
    Family{"megatron-core", Software::Megatron2025, cores},
    Family{"nemo", Software::Megatron2025, containers},
    Family{"megatron-lm", Software::Megatron2023, cores},
};

// 2604 of "... v26.04.01" behind a name; 0 without a number.
int releaseIn(std::string_view behind)
{
    behind.remove_prefix(std::min(behind.find_first_not_of(" -_rv"), behind.size()));
    const char* const end = behind.data() + behind.size();
    int first = 0;
    const auto read = std::from_chars(behind.data(), end, first);
    if (read.ec != std::errc{} || first < 0 || first > 9'999) {
        return 0;
    }
    int second = 0;
    if (read.ptr != end && *read.ptr == '.') {
        std::from_chars(read.ptr + 1, end, second);
    }
    return 100 * first + std::clamp(second, 0, 99);
}

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

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(
        lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

std::optional<NumberFormat> formatOf(std::string_view precision)
{
    return firstIn(formats, lowerCase(precision));
}

std::optional<Sharding> shardingOf(std::string_view words)
{
    const std::string sharding = lowerCase(words);
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

std::optional<Software> softwareOf(std::string_view words)
{
    const std::string software = lowerCase(words);
    const auto* const family = std::ranges::find_if(
        families, [&](const Family& each) { return contains(software, each.name); });
    if (family == families.end()) {
        return std::nullopt;
    }
    const std::size_t behind = software.find(family->name) + family->name.size();
    const int release = releaseIn(std::string_view{software}.substr(behind));
    const auto later =
        std::ranges::upper_bound(family->releases, release, std::less{}, &Release::from);
    return later == family->releases.begin() ? family->unnumbered : std::prev(later)->software;
}

std::optional<Recompute> recomputeOf(std::string_view words)
{
    const std::string recompute = lowerCase(words);
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

bool leavesOpen(std::string_view words)
{
    const std::string recompute = lowerCase(words);
    return recompute.starts_with("none/full") || recompute == "recipe-specific" ||
           recompute == "not stated" || recompute == "see source" || recompute.empty();
}

Traits traitsOf(std::string_view words)
{
    const std::string software = lowerCase(words);
    Traits traits;
    traits.tensorOverlap = contains(software, "asynctp");
    traits.expertOverlap = contains(software, "ep overlap");
    traits.tuned = contains(software, "mlperf");
    traits.eager = contains(software, "eager");
    traits.wholeSequence = contains(software, "no sp");
    return traits;
}

} // namespace rackwright::training

#include "core/training/strategy_search.h"

#include "core/base/units.h"
#include "core/training/shapes.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace rackwright::training {

namespace {

constexpr std::array recomputes{Recompute::None, Recompute::Selective, Recompute::Full};
constexpr std::array shardings{
    Sharding::None, Sharding::Optimizer, Sharding::Gradients, Sharding::Parameters};
constexpr int largestMicrobatch = 64;

std::vector<int> divisors(long number, long largest)
{
    std::vector<int> found;
    for (long i = 1; i <= std::min(number, largest); ++i) {
        if (number % i == 0) {
            found.push_back(static_cast<int>(i));
        }
    }
    return found;
}

// Stages of equal size, where the embedding, the head and one layer beside may count as layers.
bool isUsual(int layers, int stages)
{
    const int missing = (stages - layers % stages) % stages;
    return missing <= 3;
}

// Strategies that share the time of a microbatch.
struct Slice
{
    int tensor = 1;
    int context = 1;
    int expert = 1;
    int microbatch = 1;
    double bound = 0.0; // no strategy of the slice takes fewer seconds a step
};

// The strategies of one slice and number of stages that differ in interleave, recompute and sharding.
struct Layout
{
    int stages = 1;
    long replicas = 1;
    long microbatches = 1;
};

class Search
{
public:
    Search(const SearchProblem& problem, const Calibration& calibration, std::size_t top)
        : problem_(problem)
        , top_(top)
        , interleaves_(static_cast<std::size_t>(problem.model.layers) + 1)
    {
        for (const Sharding sharding : shardings) {
            Strategy strategy = start();
            strategy.sharding = sharding;
            const Tags tags = tagsOf(problem.cluster.accelerator.name, problem.model, strategy);
            parameters_[static_cast<std::size_t>(sharding)] = parametersFor(calibration, tags);
        }
        for (int stages = 1; stages <= problem.model.layers; ++stages) {
            if (isUsual(problem.model.layers, stages)) {
                const int most = (problem.model.layers + stages - 1) / stages;
                interleaves_[static_cast<std::size_t>(stages)] = divisors(most, most);
            }
        }
    }

    SearchResult run(SearchMethod method, const SearchWatch& watch)
    {
        std::vector<Slice> slices = allSlices();
        if (method == SearchMethod::Pruned) {
            for (Slice& slice : slices) {
                slice.bound = lowerBound(slice);
            }
            std::ranges::sort(slices, {}, &Slice::bound);
        }
        std::size_t visited = 0;
        for (const Slice& slice : slices) {
            const double done = static_cast<double>(visited++) / static_cast<double>(slices.size());
            if (watch && watch(done) == GoOn::No) {
                break;
            }
            visit(slice, method);
        }
        return std::move(result_);
    }

private:
    [[nodiscard]] Strategy start() const
    {
        Strategy strategy;
        strategy.format = problem_.format;
        strategy.software = problem_.software;
        strategy.schedule = problem_.schedule;
        strategy.contextExchange = problem_.contextExchange;
        return strategy;
    }

    [[nodiscard]] Strategy strategyOf(const Slice& slice) const
    {
        Strategy strategy = start();
        strategy.tensorParallel = slice.tensor;
        strategy.contextParallel = slice.context;
        strategy.expertParallel = slice.expert;
        strategy.microbatch = slice.microbatch;
        return strategy;
    }

    [[nodiscard]] std::vector<Slice> allSlices() const
    {
        const TrainingModel& model = problem_.model;
        const long accelerators = problem_.cluster.accelerators;
        const auto experts =
            model.experts > 0 ? divisors(model.experts, accelerators) : std::vector<int>{1};
        std::vector<Slice> slices;
        for (const int tensor : divisors(model.heads, accelerators)) {
            for (int context = 1; context * tensor <= accelerators && context <= 64; context *= 2) {
                if (model.sequence % context != 0 || !headsDivide(tensor, context)) {
                    break;
                }
                for (const int expert : experts) {
                    for (const int microbatch : divisors(problem_.batch, largestMicrobatch)) {
                        slices.push_back({tensor, context, expert, microbatch, 0.0});
                    }
                }
            }
        }
        return slices;
    }

    [[nodiscard]] bool headsDivide(int tensor, int context) const
    {
        return problem_.contextExchange != ContextExchange::AllToAll ||
               problem_.model.heads / tensor % context == 0;
    }

    // The most replicas that the accelerators allow and the batch divides into; none if there is no room.
    [[nodiscard]] std::optional<Layout> layoutOf(const Slice& slice, int stages) const
    {
        const long each = static_cast<long>(slice.tensor) * slice.context * stages;
        const long room = problem_.cluster.accelerators / each;
        const long rounds = problem_.batch / slice.microbatch;
        const long beside = static_cast<long>(slice.tensor) * slice.context;
        for (long replicas = std::min(room, rounds); replicas >= 1; --replicas) {
            if (rounds % replicas == 0) {
                const bool whole = replicas * beside % slice.expert == 0;
                return whole ? std::optional{Layout{stages, replicas, rounds / replicas}}
                             : std::nullopt;
            }
        }
        return std::nullopt;
    }

    // All work of the step spread evenly over the accelerators, with nothing recomputed or waited for.
    [[nodiscard]] double lowerBound(const Slice& slice) const
    {
        const MicrobatchTime time = microbatchTime(
            problem_.model, problem_.cluster, strategyOf(slice), parameters_.front());
        const double work = (time.layers.total() + time.head.total()) *
                            (static_cast<double>(problem_.batch) / slice.microbatch);
        return work * slice.tensor * slice.context /
               static_cast<double>(problem_.cluster.accelerators);
    }

    [[nodiscard]] double slowestKept() const
    {
        return result_.best.size() < top_ ? std::numeric_limits<double>::infinity()
                                          : result_.best.back().stepTime / units::second;
    }

    void visit(const Slice& slice, SearchMethod method)
    {
        const bool hopeless = method == SearchMethod::Pruned && slice.bound > slowestKept();
        std::array<MicrobatchTime, recomputes.size()> times;
        if (!hopeless) {
            for (std::size_t i = 0; i < recomputes.size(); ++i) {
                Strategy strategy = strategyOf(slice);
                strategy.recompute = recomputes[i];
                times[i] =
                    microbatchTime(problem_.model, problem_.cluster, strategy, parameters_.front());
            }
        }
        for (int stages = 1; stages <= problem_.model.layers; ++stages) {
            const auto& interleaves = interleaves_[static_cast<std::size_t>(stages)];
            const auto layout = interleaves.empty() ? std::nullopt : layoutOf(slice, stages);
            if (!layout) {
                continue;
            }
            for (const int interleave : interleaves) {
                if (isPossible(*layout, interleave)) {
                    result_.strategies += static_cast<long>(recomputes.size() * shardings.size());
                    if (!hopeless) {
                        tryAll(slice, *layout, interleave, times);
                    }
                }
            }
        }
    }

    [[nodiscard]] bool isPossible(const Layout& layout, int interleave) const
    {
        switch (problem_.schedule) {
        case PipelineSchedule::Alternating:
            return interleave == 1 ||
                   (layout.stages > 1 && layout.microbatches % layout.stages == 0);
        case PipelineSchedule::ZeroBubble:
            return interleave == 1;
        case PipelineSchedule::DualPipe:
            return interleave == 1 && layout.stages % 2 == 0 &&
                   layout.microbatches >= 2L * layout.stages;
        }
        return false;
    }

    void tryAll(const Slice& slice,
                const Layout& layout,
                int interleave,
                const std::array<MicrobatchTime, recomputes.size()>& times)
    {
        Strategy strategy = strategyOf(slice);
        strategy.pipelineParallel = layout.stages;
        strategy.pipelineInterleave = interleave;
        strategy.dataParallel = layout.replicas;
        strategy.microbatches = static_cast<int>(layout.microbatches);
        for (std::size_t i = 0; i < recomputes.size(); ++i) {
            strategy.recompute = recomputes[i];
            for (const Sharding sharding : shardings) {
                strategy.sharding = sharding;
                tryOne(strategy, times[i]);
            }
        }
    }

    void tryOne(const Strategy& strategy, const MicrobatchTime& microbatch)
    {
        ++result_.evaluated;
        const Parameters& parameters = parameters_[static_cast<std::size_t>(strategy.sharding)];
        const Duration time =
            stepTime(microbatch, problem_.model, problem_.cluster, strategy, parameters).total();
        if (time / units::second >= slowestKept() ||
            memoryUse(problem_.model, strategy).total() > problem_.memory) {
            return;
        }
        const auto place = std::ranges::upper_bound(result_.best, time, {}, &Candidate::stepTime);
        result_.best.insert(place, {strategy, time});
        if (result_.best.size() > top_) {
            result_.best.pop_back();
        }
    }

    const SearchProblem& problem_;
    std::size_t top_;
    std::array<Parameters, shardings.size()> parameters_;
    std::vector<std::vector<int>> interleaves_; // by number of stages; none where it cannot be
    SearchResult result_;
};

} // namespace

Result<SearchResult> searchStrategies(const SearchProblem& problem,
                                      const Calibration& calibration,
                                      SearchMethod method,
                                      std::size_t top,
                                      const SearchWatch& watch)
{
    if (problem.batch < 1) {
        return Error{ErrorCode::Invalid, "batch", "must be at least one sequence"};
    }
    Strategy smallest;
    if (Status checked = checkShapes(problem.model, problem.cluster, smallest); !checked) {
        return checked.error();
    }
    return Search(problem, calibration, std::max<std::size_t>(1, top)).run(method, watch);
}

} // namespace rackwright::training

// The analyses on the GPU network of a plan, next to igraph's answers to the same questions where it was found
// when this was built: same graph, one thread. bench_network PLAN
#include "core/network/connectivity.h"
#include "core/network/cut.h"
#include "core/network/impact.h"
#include "core/network/load.h"
#include "core/network/pair_survey.h"
#include "core/network/survey.h"
#include "tests/bench/budget.h"
#include "tests/bench/plan_argument.h"

#ifdef HAS_IGRAPH
#include <igraph/igraph.h>
#endif

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <vector>

using namespace rackwright;
using namespace rackwright::bench;
using namespace rackwright::network;

namespace {

struct Times
{
    double build = 0.0;
    double search = 0.0;
    double cut = 0.0;
    double weak = 0.0;
    double load = 0.0;
};

std::vector<NodeIndex> allServers(const FabricGraph& graph)
{
    std::vector<NodeIndex> servers(static_cast<std::size_t>(graph.servers()));
    std::iota(servers.begin(), servers.end(), 0);
    return servers;
}

FabricId gpuFabric(const Snapshot& plan)
{
    const auto found = std::ranges::find(plan.fabrics, FabricPurpose::Gpu, &Fabric::purpose);
    return found == plan.fabrics.end() ? FabricId{} : found->id;
}

// The median of some runs, printed.
template <typename Action>
double time(const char* what, std::optional<Budget> budget, Action action)
{
    const double taken = medianMilliseconds(7, action);
    row(what, taken, "ms", budget);
    return taken;
}

Times measure(const Snapshot& plan, const FabricGraph& graph)
{
    constexpr Budget budget = atMost(100.0);
    const Condition whole = intact(graph);
    const auto servers = allServers(graph);
    Times taken;
    taken.build = time("    the network as a graph", {}, [&] {
        return FabricGraph{plan, gpuFabric(plan)};
    });
    taken.search =
        time("hops between all pairs of servers", budget, [&] { return hopCounts(graph, whole); });
    taken.cut =
        time("bisection of the whole fabric", budget, [&] { return bisectionLinks(graph, whole); });
    taken.weak = time(
        "weak points: articulation and bridges", budget, [&] { return weakPoints(graph, whole); });
    taken.load = time("all-to-all, load of each link", budget, [&] {
        return loadsOf(graph, whole, allToAllTraffic(graph, whole, servers));
    });
    time("ring, load of each link", budget, [&] {
        return loadsOf(graph, whole, ringTraffic(graph, whole, servers));
    });
    const Condition damaged = withoutNode(graph, whole, graph.firstOf(2));
    time("failure what-if: a spine", budget, [&] { return impactOf(graph, damaged); });
    time("failure what-if: every switch and cable in turn", budget, [&] {
        return surveySingleFailures(graph, whole);
    });
    time("failure what-if: every two", budget, [&] { return surveyDoubleFailures(graph, whole); });
    time("failure what-if: every two after a spine", budget, [&] {
        return surveyDoubleFailures(graph, damaged);
    });
    return taken;
}

#ifdef HAS_IGRAPH

void compare(const char* what, double theirs, double ours)
{
    std::printf("    igraph: %-50s %10.4g ms     %6.1f x ours\n", what, theirs, theirs / ours);
}

// igraph has no bundles: every cable is an edge. Its searches are told to keep to the switches where ours do.
class SameGraph
{
public:
    SameGraph(const Snapshot& plan, const FabricGraph& graph)
        : graph_(graph)
    {
        igraph_vector_int_init(&ends_, 0);
        for (const Cable& cable : plan.cables) {
            const auto [lower, upper] = std::minmax({graph.nodeOf(cable.a), graph.nodeOf(cable.b)});
            if (lower < 0) {
                continue; // of another network
            }
            igraph_vector_int_push_back(&ends_, lower);
            igraph_vector_int_push_back(&ends_, upper);
        }
        create(&whole_);
        addSwitches();
        addTerminals();
    }
    SameGraph(const SameGraph&) = delete;
    SameGraph& operator=(const SameGraph&) = delete;

    ~SameGraph()
    {
        igraph_destroy(&whole_);
        igraph_destroy(&switches_);
        igraph_destroy(&withTerminals_);
        igraph_vector_int_destroy(&ends_);
    }

    void measure(const Times& ours);

private:
    void create(igraph_t* graph) const
    {
        igraph_create(
            graph, &ends_, static_cast<igraph_integer_t>(graph_.nodes().size()), IGRAPH_UNDIRECTED);
    }
    // The switches alone, node 0 the first leaf.
    void addSwitches()
    {
        igraph_vector_int_t ends;
        igraph_vector_int_init(&ends, 0);
        for (igraph_integer_t i = 0; i < igraph_vector_int_size(&ends_); i += 2) {
            const auto lower = VECTOR(ends_)[i] - graph_.servers();
            if (lower >= 0) {
                igraph_vector_int_push_back(&ends, lower);
                igraph_vector_int_push_back(&ends, VECTOR(ends_)[i + 1] - graph_.servers());
            }
        }
        switchCount_ = static_cast<igraph_integer_t>(graph_.nodes().size()) - graph_.servers();
        igraph_create(&switches_, &ends, switchCount_, IGRAPH_UNDIRECTED);
        igraph_vector_int_destroy(&ends);
    }
    // And one node joined to each half of the leaves, for a flow between them.
    void addTerminals()
    {
        igraph_copy(&withTerminals_, &switches_);
        igraph_add_vertices(&withTerminals_, 2, nullptr);
        const Halves halves = halvesOfLeaves(graph_);
        igraph_vector_int_t ends;
        igraph_vector_int_init(&ends, 0);
        const auto join = [&](const std::vector<NodeIndex>& leaves, igraph_integer_t terminal) {
            for (const NodeIndex leaf : leaves) {
                igraph_vector_int_push_back(&ends, leaf - graph_.servers());
                igraph_vector_int_push_back(&ends, terminal);
            }
        };
        join(halves.a, switchCount_);
        join(halves.b, switchCount_ + 1);
        igraph_add_edges(&withTerminals_, &ends, nullptr);
        igraph_vector_int_destroy(&ends);
    }

    double hops() const;
    double cut() const;
    double weakPoints() const;
    double load() const;

    const FabricGraph& graph_;
    igraph_vector_int_t ends_{};
    igraph_t whole_{};
    igraph_t switches_{};
    igraph_t withTerminals_{};
    igraph_integer_t switchCount_ = 0;
};

// From every leaf to every leaf.
double SameGraph::hops() const
{
    const auto leaves = graph_.firstOf(2) - graph_.firstOf(1);
    igraph_matrix_t distances;
    igraph_matrix_init(&distances, 0, 0);
    const double taken = millisecondsOf([&] {
        igraph_distances(&switches_,
                         &distances,
                         igraph_vss_range(0, leaves),
                         igraph_vss_range(0, leaves),
                         IGRAPH_ALL);
    });
    igraph_matrix_destroy(&distances);
    return taken;
}

double SameGraph::cut() const
{
    igraph_vector_t capacity;
    igraph_vector_init(&capacity, igraph_ecount(&withTerminals_));
    igraph_vector_fill(&capacity, 1.0);
    for (igraph_integer_t e = igraph_ecount(&switches_); e < igraph_ecount(&withTerminals_); ++e) {
        VECTOR(capacity)[e] = 1e6;
    }
    igraph_real_t value = 0.0;
    const double taken = medianMilliseconds(3, [&] {
        igraph_maxflow_value(
            &withTerminals_, &value, switchCount_, switchCount_ + 1, &capacity, nullptr);
    });
    igraph_vector_destroy(&capacity);
    if (static_cast<std::int64_t>(value) != bisectionLinks(graph_, intact(graph_))) {
        std::printf("  The two do not agree on the cut: igraph has %.0f links.\n", value);
    }
    return taken;
}

double SameGraph::weakPoints() const
{
    igraph_vector_int_t found;
    igraph_vector_int_init(&found, 0);
    const double taken = medianMilliseconds(3, [&] {
        igraph_articulation_points(&whole_, &found);
        igraph_bridges(&whole_, &found);
    });
    igraph_vector_int_destroy(&found);
    return taken;
}

// Shortest ways between all leaves over each cable; in an even fabric that is what ECMP makes of all-to-all.
double SameGraph::load() const
{
    const auto leaves = graph_.firstOf(2) - graph_.firstOf(1);
    igraph_vector_t load;
    igraph_vector_init(&load, 0);
    const double taken = millisecondsOf([&] {
        igraph_edge_betweenness_subset(&switches_,
                                       &load,
                                       igraph_ess_all(IGRAPH_EDGEORDER_ID),
                                       IGRAPH_UNDIRECTED,
                                       igraph_vss_range(0, leaves),
                                       igraph_vss_range(0, leaves),
                                       nullptr);
    });
    igraph_vector_destroy(&load);
    return taken;
}

void SameGraph::measure(const Times& ours)
{
    compare("the network as a graph",
            medianMilliseconds(3,
                               [&] {
                                   igraph_t graph;
                                   create(&graph);
                                   igraph_destroy(&graph);
                               }),
            ours.build);
    compare("hops between all pairs of leaves", hops(), ours.search);
    compare("bisection by maximum flow", cut(), ours.cut);
    compare("Weak points: articulation and bridges", weakPoints(), ours.weak);
    compare("betweenness of each cable between leaves", load(), ours.load);
}

#endif

} // namespace

int main(int count, char** arguments)
{
    const Snapshot plan = planNamed(planArgument(count, arguments));
    const FabricGraph graph{plan, gpuFabric(plan)};
    if (graph.tiers() < 2) {
        std::fputs("The plan has no GPU network with two tiers.\n", stderr);
        return 1;
    }
    [[maybe_unused]] const Times ours = measure(plan, graph);
#ifdef HAS_IGRAPH
    SameGraph{plan, graph}.measure(ours);
#endif
    return 0;
}

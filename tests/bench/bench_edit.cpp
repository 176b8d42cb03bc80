// Times what a drag, an undoable edit and a scenario step cost: bench_edit PLAN, on the Memphis plan and on a
// floor ten times as large.
#include "core/edit/resolve.h"
#include "core/layout/aisles.h"
#include "core/layout/conflicts.h"
#include "core/layout/snap.h"
#include "core/store/plan_file.h"
#include "tests/support/edits.h"

#include <chrono>
#include <cstdio>
#include <string>

using namespace rackwright;
using namespace rackwright::units;

namespace {

// The best of a few runs: what the code needs when nothing disturbs it.
template <typename Action>
void show(const char* what, const char* budget, Action action)
{
    double best = 1e9;
    for (int run = 0; run < 5; ++run) {
        const auto start = std::chrono::steady_clock::now();
        action();
        const std::chrono::duration<double, std::milli> taken =
            std::chrono::steady_clock::now() - start;
        best = std::min(best, taken.count());
    }
    std::printf("  %-44s %8.2f ms   %s\n", what, best, budget);
}

void resolveOrSay(const Snapshot& plan, const Edit& edit)
{
    if (const Result<Change> change = edit::resolve(plan, edit); !change) {
        std::printf("  (%s: %s)\n", change.error().subject.c_str(), change.error().detail.c_str());
    }
}

std::vector<RackId> firstRacks(const Snapshot& plan, std::size_t count)
{
    std::vector<RackId> ids;
    for (std::size_t i = 0; i < std::min(count, plan.racks.size()); ++i) {
        ids.push_back(plan.racks[i].id);
    }
    return ids;
}

void timeDrags(const Snapshot& plan)
{
    std::printf("%zu racks, %zu devices, %zu cables\n",
                plan.racks.size(),
                plan.devices.size(),
                plan.cables.size());
    const std::vector<RackId> one = firstRacks(plan, 1);
    const std::vector<RackId> many = firstRacks(plan, 300);
    const Length step = 0.05 * metre;
    show("snap one rack", "of a drag step's 16 ms", [&] {
        static_cast<void>(layout::snapped(plan, one[0], plan.racks[0].centre, one));
    });
    show("move one rack", "<= 5 ms", [&] { resolveOrSay(plan, MoveRacks{one, {}, step}); });
    show("move 300 racks", "of a drag step's 16 ms", [&] {
        resolveOrSay(plan, MoveRacks{many, {}, step});
    });
    const Result<Change> moved = edit::resolve(plan, MoveRacks{one, {}, step});
    if (moved) {
        show("take one moved rack into the snapshot", "of a drag step's 16 ms", [&] {
            static_cast<void>(applied(plan, *moved));
        });
    }
    show("all conflicts", "", [&] { static_cast<void>(layout::findConflicts(plan)); });
    show("all narrow ways", "", [&] {
        static_cast<void>(layout::narrowWays(plan, 1.2 * metre, 1.2 * metre));
    });
}

Snapshot largeFloor()
{
    SetSite site = test::site();
    site.site.width = 800.0 * metre;
    site.site.depth = 300.0 * metre;
    Snapshot plan = test::edited({}, {test::catalogue(), site});
    for (int i = 0; i < 40; ++i) {
        const std::string name = "Hall " + std::to_string(i + 1);
        plan = test::edited(plan,
                            {test::hall(name.c_str(),
                                        (2.0 + 75.0 * (i % 10)) * metre,
                                        (2.0 + 50.0 * (i / 10)) * metre),
                             test::arrays(name.c_str(), 49)});
    }
    return plan;
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2) {
        std::puts("usage: bench_edit PLAN");
        return 2;
    }
    const auto file = store::PlanFile::open(arguments[1], store::PlanFile::Access::ReadOnly);
    const auto plan = file ? file->load() : Result<Snapshot>{file.error()};
    if (!plan) {
        std::printf("%s: %s\n", plan.error().subject.c_str(), plan.error().detail.c_str());
        return 1;
    }
    timeDrags(*plan);
    timeDrags(largeFloor());
    show("add 49 arrays", "<= 50 ms", [empty = test::emptyHall()] {
        resolveOrSay(empty, test::arrays("Hall 1", 49));
    });
    return 0;
}

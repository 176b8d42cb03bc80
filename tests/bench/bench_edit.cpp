// What a drag and an edit cost without the window. bench_edit PLAN, and the same on a floor of 1,000,000 GPUs.
#include "core/edit/resolve.h"
#include "core/layout/aisles.h"
#include "core/layout/conflicts.h"
#include "core/layout/snap.h"
#include "core/store/plan_file.h"
#include "tests/bench/budget.h"
#include "tests/bench/plan_argument.h"
#include "tests/support/edits.h"

#include <cstdio>
#include <string>

using namespace rackwright;
using namespace rackwright::bench;
using namespace rackwright::units;

namespace {

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

template <typename Action>
void time(const std::string& what, std::optional<Budget> budget, Action action)
{
    row(what, medianMilliseconds(9, action), "ms", budget);
}

// The parts of a drag step, and what checks a whole plan. `times`: how much longer it may take.
void timeDrags(const Snapshot& plan, double times, const std::string& where)
{
    const std::vector<RackId> one = firstRacks(plan, 1);
    const std::vector<RackId> many = firstRacks(plan, 300);
    const Length step = 0.05 * metre;
    time("    snap a rack" + where, atMost(5.0 * times), [&] {
        static_cast<void>(layout::snapped(plan, one[0], plan.racks[0].centre, one));
    });
    time("    move a rack by the rules" + where, atMost(5.0 * times), [&] {
        resolveOrSay(plan, MoveRacks{one, {}, step});
    });
    time("    move 300 racks by the rules" + where, atMost(16.0 * times), [&] {
        resolveOrSay(plan, MoveRacks{many, {}, step});
    });
    if (const auto moved = edit::resolve(plan, MoveRacks{one, {}, step})) {
        time("    take a moved rack into the snapshot" + where, atMost(5.0 * times), [&] {
            static_cast<void>(applied(plan, *moved));
        });
    }
    time("    all conflicts" + where, {}, [&] { static_cast<void>(layout::findConflicts(plan)); });
    time("    all narrow ways" + where, {}, [&] {
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
    timeDrags(planNamed(planArgument(count, arguments)), 1.0, "");
    timeDrags(largeFloor(), 10.0, ", 1,000,000 GPUs");
    time("    add 49 arrays", atMost(50.0), [empty = test::emptyHall()] {
        resolveOrSay(empty, test::arrays("Hall 1", 49));
    });
    return 0;
}

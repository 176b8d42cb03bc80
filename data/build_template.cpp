// rackwright-template OUT CONTENT...: builds a plan template from content files, by the edits that a user has.
#include "core/exchange/content_yaml.h"
#include "core/exchange/origins.h"
#include "core/scenario/apply.h"
#include "core/store/plan_file.h"

#include <cstdio>
#include <filesystem>
#include <fmt/core.h>
#include <string>
#include <vector>

namespace {

using namespace rackwright;

// Does the edits of one content file, each as one commit, and returns the plan after them.
Result<Snapshot> applyContent(store::PlanFile& file,
                              Snapshot snapshot,
                              const std::string& contentPath)
{
    const Result<std::vector<exchange::ContentEdit>> content = exchange::readContent(contentPath);
    if (!content) {
        return content.error();
    }
    for (const exchange::ContentEdit& edit : *content) {
        const Result<Change> change = exchange::resolveContent(snapshot, edit);
        if (!change) {
            return change.error();
        }
        if (const auto commit = file.commit(*change, edit.place); !commit) {
            return commit.error();
        }
        snapshot = applied(snapshot, *change);
    }
    return snapshot;
}

// Every figure can be traced and every scenario can be done.
Status checkPlan(const Snapshot& plan)
{
    if (const Status origins = exchange::checkOrigins(plan); !origins) {
        return origins;
    }
    for (const Scenario& each : plan.scenarios) {
        const Result<Snapshot> done = scenario::apply(plan, each.slug);
        if (!done) {
            return Error{
                done.error().code, each.slug + ": " + done.error().subject, done.error().detail};
        }
        if (const Status origins = exchange::checkOrigins(*done); !origins) {
            return origins;
        }
    }
    return Done{};
}

Result<Snapshot> buildTemplate(const std::string& path, const std::vector<std::string>& contents)
{
    Result<store::PlanFile> file = store::PlanFile::create(path);
    if (!file) {
        return file.error();
    }
    store::PlanFile plan = *std::move(file);
    Snapshot snapshot;
    for (const std::string& content : contents) {
        Result<Snapshot> next = applyContent(plan, std::move(snapshot), content);
        if (!next) {
            return next.error();
        }
        snapshot = *std::move(next);
    }
    if (const Status sound = checkPlan(snapshot); !sound) {
        return sound.error();
    }
    if (const Status forgotten = plan.forgetHistory(); !forgotten) {
        return forgotten.error();
    }
    return snapshot;
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 2) {
        fmt::print(stderr, "usage: rackwright-template OUT.rackwright CONTENT.yaml...\n");
        return 2;
    }
    const std::filesystem::path out = arguments[0];
    const std::filesystem::path unfinished = out.string() + ".new";
    std::error_code failed;
    std::filesystem::create_directories(out.parent_path(), failed);
    std::filesystem::remove(unfinished, failed);

    const Result<Snapshot> plan =
        buildTemplate(unfinished.string(), {arguments.begin() + 1, arguments.end()});
    if (!plan) {
        fmt::print(stderr, "error: {} {}\n", plan.error().subject, plan.error().detail);
        return 1;
    }
    std::filesystem::rename(unfinished, out, failed);
    if (failed) {
        fmt::print(stderr, "error: {}: {}\n", out.string(), failed.message());
        return 1;
    }
    fmt::print("{}: {} halls, {} arrays, {} racks, {} devices, {} cables\n",
               out.filename().string(),
               plan->halls.size(),
               plan->arrays.size(),
               plan->racks.size(),
               plan->devices.size(),
               plan->cables.size());
    return 0;
}

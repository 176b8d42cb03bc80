// How long the workloads train.
#include "core/report/sections.h"
#include "core/scenario/run_detail.h"

#include <algorithm>
#include <utility>

namespace rackwright::report {

namespace {

// The input of a figure by its key; unknown when there is none.
Figure inputOf(const Figure& figure, const char* key, const char* unit)
{
    const auto found = std::ranges::find(figure.inputs, key, &Figure::key);
    return found == figure.inputs.end() ? unknown({.key = key, .label = key, .unit = unit})
                                        : *found;
}

std::vector<SizeValue> curveOf(const scenario::RunDetail& run,
                               Range<double> scenario::RunAtSize::*value)
{
    std::vector<SizeValue> curve;
    for (const scenario::RunAtSize& size : run.sizes) {
        curve.push_back({size.accelerators, size.*value});
    }
    return curve;
}

// What each run takes of everything.
Table expense(const std::vector<scenario::RunDetail>& runs)
{
    Table table{.caption = "What the runs take, of the whole site",
                .columns = {{"Workload"},
                            {"Throughput", Alignment::Right},
                            {"Energy", Alignment::Right},
                            {"Cost", Alignment::Right},
                            {"Cost of a million tokens", Alignment::Right}}};
    for (const scenario::RunDetail& run : runs) {
        table.rows.push_back({{run.name,
                               cellOf(run.throughput),
                               cellOf(run.energy),
                               cellOf(run.cost),
                               cellOf(run.costPerMillionTokens)}});
    }
    return table;
}

void addCharts(Section& section, const scenario::RunDetail& run)
{
    if (run.time.empty()) {
        return;
    }
    section.blocks.emplace_back(StackChart{
        "Where the time and the memory of " + run.name + " go",
        {{"Step time", run.time, std::nullopt}, {"GPU memory", run.memory, run.capacity}}});
    section.blocks.emplace_back(
        SizeCurves{run.name + " on other numbers of GPUs, each replica with as much to do",
                   run.accelerators,
                   curveOf(run, &scenario::RunAtSize::tokensPerDay),
                   curveOf(run, &scenario::RunAtSize::days)});
}

} // namespace

Section training(const Case& report)
{
    Section section{.title = "Training"};
    if (report.estimate.training.empty()) {
        section.blocks.emplace_back(Paragraph{"The plan has no workloads."});
        return section;
    }
    Table table{.caption = "Training times, with failures and checkpoints",
                .columns = {{"Workload"},
                            {"Days", Alignment::Right},
                            {"Step time", Alignment::Right},
                            {"Model FLOPs utilisation", Alignment::Right},
                            {"Time that makes progress", Alignment::Right},
                            {"To keep in mind"}}};
    std::vector<Bar> bars;
    for (const scenario::TrainingEstimate& run : report.estimate.training) {
        table.rows.push_back({{run.name,
                               cellOf(run.days),
                               cellOf(run.stepTime),
                               cellOf(run.mfu),
                               cellOf(inputOf(run.days, "goodput", "1")),
                               run.note}});
        if (!isUnknown(run.days)) {
            bars.push_back({run.name, run.days.value});
        }
    }
    section.blocks.emplace_back(std::move(table));
    section.blocks.emplace_back(barChart("Training time", "d", std::move(bars)));
    std::vector<scenario::RunDetail> runs;
    for (const Workload& workload : report.state.workloads) {
        runs.push_back(scenario::runDetail(report.state, workload, report.estimate));
    }
    section.blocks.emplace_back(expense(runs));
    for (const scenario::RunDetail& run : runs) {
        addCharts(section, run);
    }
    return section;
}

} // namespace rackwright::report

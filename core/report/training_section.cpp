// How long the workloads train.
#include "core/report/sections.h"

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
    return section;
}

} // namespace rackwright::report

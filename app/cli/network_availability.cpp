#include "app/cli/console.h"
#include "app/cli/network_reports.h"
#include "core/base/units.h"
#include "core/network/availability.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace rackwright::cli {

namespace {

using Json = nlohmann::ordered_json;

// Shares of time this near to 1 need their digits.
std::string timeShare(double share)
{
    return fmt::format("{:.4f} %", 100.0 * share);
}

Json jsonOf(const network::Repairs& repairs)
{
    return {{"mtbf_h", repairs.betweenFailures / units::hour},
            {"mttr_h", repairs.toRepair / units::hour},
            {"availability", repairs.availability()}};
}

Json jsonOf(const NetworkCase& asked,
            const AvailabilityQuestion& question,
            const network::FailureModel& model,
            const network::Availability& found)
{
    Json json;
    json["network"] = asked.fabric.name;
    json["years"] = question.years;
    json["seed"] = question.seed;
    json["switch"] = jsonOf(model.networkSwitch);
    json["cable"] = jsonOf(model.cable);
    json["failures"] = found.failures;
    json["mean_share"] = found.meanShare;
    json["mean_share_expected"] = found.expectedShare;
    json["share_of_time"] = Json::array();
    for (const network::AvailabilityLevel& level : found.levels) {
        json["share_of_time"].push_back({{"bandwidth_at_least", level.share},
                                         {"mean_of_servers", level.ofMean},
                                         {"worst_server", level.ofWorst}});
    }
    return json;
}

void print(const AvailabilityQuestion& question,
           const network::FailureModel& model,
           const network::Availability& found)
{
    const auto repairs = [](const network::Repairs& each) {
        return fmt::format("{:.0f} h, repaired in {:.1f} h",
                           each.betweenFailures / units::hour,
                           each.toRepair / units::hour);
    };
    printTable({{"Years", counted(question.years)},
                {"A switch fails every", repairs(model.networkSwitch)},
                {"A cable fails every", repairs(model.cable)},
                {"Failures", counted(static_cast<double>(found.failures))},
                {"Bandwidth on average, simulated", timeShare(found.meanShare)},
                {"  expected", timeShare(found.expectedShare)}});
    printLine("");
    std::vector<TextRow> rows{
        {"Share of the time with at least", "of servers on average", "of the worst server"}};
    for (const network::AvailabilityLevel& level : found.levels) {
        rows.push_back({percent(level.share), timeShare(level.ofMean), timeShare(level.ofWorst)});
    }
    printTable(rows);
}

} // namespace

Status reportAvailability(const NetworkCase& asked,
                          const AvailabilityQuestion& question,
                          Output output)
{
    const auto model = network::failureModelOf(asked.plan);
    if (!model) {
        return model.error();
    }
    const network::Availability found = network::simulateAvailability(
        asked.graph, asked.condition, *model, question.years * units::year, question.seed);
    if (output == Output::Json) {
        printLine(jsonOf(asked, question, *model, found).dump(2));
    } else {
        print(question, *model, found);
    }
    return Done{};
}

} // namespace rackwright::cli

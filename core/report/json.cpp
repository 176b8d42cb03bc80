#include "core/report/json.h"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace rackwright::report {

namespace {

using Json = nlohmann::ordered_json;

// An exact integer where it is one: 3000000000, not 3000000000.0.
Json number(double value)
{
    constexpr double exactIntegers = 9007199254740992.0; // 2^53
    if (std::trunc(value) == value && std::abs(value) <= exactIntegers) {
        return static_cast<std::int64_t>(value);
    }
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json range(const Range<double>& value, int unknownParts)
{
    if (unknownParts > 0 && value == Range<double>{}) {
        return nullptr;
    }
    if (value.isExact()) {
        return number(value.likely);
    }
    return {
        {"low", number(value.low)}, {"likely", number(value.likely)}, {"high", number(value.high)}};
}

Json valueOf(const Figure& figure)
{
    return range(figure.value, figure.unknownParts);
}

Json tree(const Figure& figure)
{
    Json node{{"key", figure.key},
              {"label", figure.label},
              {"unit", figure.unit},
              {"value", valueOf(figure)}};
    if (!figure.formula.empty()) {
        node["formula"] = figure.formula;
    }
    if (!figure.origin.empty()) {
        node["origin"] = figure.origin;
    }
    if (figure.unknownParts > 0) {
        node["unknown_parts"] = figure.unknownParts;
    }
    for (const Figure& input : figure.inputs) {
        node["inputs"].push_back(tree(input));
    }
    return node;
}

Json run(const scenario::TrainingEstimate& training)
{
    Json json{{"workload", training.workload},
              {"name", training.name},
              {"step_time_s", valueOf(training.stepTime)},
              {"mfu", valueOf(training.mfu)},
              {"days", valueOf(training.days)}};
    if (!training.note.empty()) {
        json["note"] = training.note;
    }
    return json;
}

Json explanation(const scenario::Estimate& estimate)
{
    Json json = Json::object();
    for (const Figure* figure : {&estimate.gpuCapex,
                                 &estimate.capex,
                                 &estimate.opex,
                                 &estimate.itPower,
                                 &estimate.facilityPower,
                                 &estimate.energy,
                                 &estimate.gridCapacity,
                                 &estimate.headroom}) {
        json[figure->key] = tree(*figure);
    }
    for (const scenario::TrainingEstimate& training : estimate.training) {
        json["training"][training.workload] = {{"step_time_s", tree(training.stepTime)},
                                               {"mfu", tree(training.mfu)},
                                               {"days", tree(training.days)}};
    }
    return json;
}

// Text that is not UTF-8 does not fail, it shows.
std::string written(const Json& json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string toJson(const scenario::Inventory& inventory)
{
    return written({{"site", inventory.site},
                    {"halls", inventory.halls},
                    {"arrays", inventory.arrays},
                    {"racks",
                     {{"compute", inventory.computeRacks},
                      {"network", inventory.networkRacks},
                      {"other", inventory.otherRacks}}},
                    {"servers", inventory.servers},
                    {"gpus", inventory.gpus},
                    {"switches",
                     {{"leaf", inventory.leafSwitches},
                      {"spine", inventory.spineSwitches},
                      {"core", inventory.coreSwitches},
                      {"front_end", inventory.frontEndSwitches}}},
                    {"cables", inventory.cables},
                    {"unknown", inventory.unknown}});
}

std::string toJson(const scenario::Estimate& estimate, std::string_view scenario)
{
    Json training = Json::array();
    for (const scenario::TrainingEstimate& each : estimate.training) {
        training.push_back(run(each));
    }
    return written({{"scenario", scenario},
                    {"cost",
                     {{"gpu_capex_usd", valueOf(estimate.gpuCapex)},
                      {"capex_usd", valueOf(estimate.capex)},
                      {"opex_usd_per_year", valueOf(estimate.opex)}}},
                    {"power",
                     {{"it_w", valueOf(estimate.itPower)},
                      {"facility_w", valueOf(estimate.facilityPower)},
                      {"energy_wh_per_year", valueOf(estimate.energy)},
                      {"grid_w", valueOf(estimate.gridCapacity)},
                      {"headroom_w", valueOf(estimate.headroom)}}},
                    {"training", std::move(training)},
                    {"explain", explanation(estimate)}});
}

std::string toJson(const std::vector<scenario::Difference>& differences,
                   std::string_view before,
                   std::string_view after)
{
    Json lines = Json::array();
    for (const scenario::Difference& line : differences) {
        lines.push_back({{"key", line.key},
                         {"label", line.label},
                         {"unit", line.unit},
                         {"before", range(line.before, line.unknownBefore)},
                         {"after", range(line.after, line.unknownAfter)}});
    }
    return written({{"before", before}, {"after", after}, {"differences", std::move(lines)}});
}

std::string toJson(const std::vector<check::Finding>& findings,
                   const Snapshot& snapshot,
                   std::string_view scenario,
                   std::string_view date)
{
    Json lines = Json::array();
    int waived = 0;
    for (const check::Finding& finding : findings) {
        Json line{{"severity", nameOf(finding.severity)},
                  {"rule", finding.rule},
                  {"subject", finding.subject},
                  {"detail", finding.detail},
                  {"racks", Json::array()}};
        for (const RackId rack : finding.racks) {
            line["racks"].push_back(snapshot.racks.at(rack).name);
        }
        if (!finding.waiver.empty()) {
            line["waiver"] = finding.waiver;
            ++waived;
        }
        lines.push_back(std::move(line));
    }
    return written({{"scenario", scenario},
                    {"date", date.empty() ? Json(nullptr) : Json(date)},
                    {"errors", check::openCount(findings, check::Severity::Error)},
                    {"warnings", check::openCount(findings, check::Severity::Warning)},
                    {"notes", check::openCount(findings, check::Severity::Note)},
                    {"waived", waived},
                    {"findings", std::move(lines)}});
}

} // namespace rackwright::report

#include "app/cli/console.h"
#include "app/cli/network_reports.h"
#include "core/network/survey.h"

#include <nlohmann/json.hpp>

namespace rackwright::cli {

namespace {

using Json = nlohmann::ordered_json;

network::Failing failingOf(const network::Loss& loss)
{
    return {.node = loss.node, .bundle = loss.bundle};
}

Json jsonOf(const NetworkCase& asked, const std::vector<network::Loss>& losses)
{
    Json json = Json::array();
    for (const network::LossGroup& group : network::groupsOf(asked.graph, losses)) {
        json.push_back({{"fails", nameOf(asked, failingOf(group.example))},
                        {"alike", group.failures},
                        {"servers_affected", group.example.serversAffected},
                        {"servers_cut_off", group.example.serversCutOff},
                        {"worst_share", group.example.worstShare},
                        {"mean_loss", group.example.meanLoss}});
    }
    return json;
}

void print(const NetworkCase& asked, const std::vector<network::Loss>& losses)
{
    std::vector<TextRow> rows{
        {"When this fails", "alike", "servers affected", "cut off", "worst share left"}};
    for (const network::LossGroup& group : network::groupsOf(asked.graph, losses)) {
        rows.push_back({nameOf(asked, failingOf(group.example)),
                        counted(group.failures),
                        counted(group.example.serversAffected),
                        counted(group.example.serversCutOff),
                        percent(group.example.worstShare)});
    }
    printTable(rows);
}

std::string kindName(const network::FailingKind& kind)
{
    const std::string tier = nameOf(kind.tier);
    return kind.part == network::FailingPart::Switch ? tier : "cable up from " + tier;
}

std::string pairName(const NetworkCase& asked, const network::FailingPair& pair)
{
    if (pair.first == network::Failing{} && pair.second == network::Failing{}) {
        return "any two";
    }
    return nameOf(asked, pair.first) + " and " + nameOf(asked, pair.second);
}

Json jsonOf(const NetworkCase& asked, const network::PairKind& kind)
{
    const auto jsonOfPair = [&](const network::FailingPair& pair) {
        return Json::array({nameOf(asked, pair.first), nameOf(asked, pair.second)});
    };
    return {{"first", kindName(kind.first)},
            {"second", kindName(kind.second)},
            {"pairs", kind.pairs},
            {"worst_share", kind.leastShare},
            {"worst_share_pair", jsonOfPair(kind.atLeastShare)},
            {"mean_loss", kind.greatestLoss},
            {"mean_loss_pair", jsonOfPair(kind.atGreatestLoss)},
            {"servers_cut_off", kind.mostCutOff},
            {"servers_cut_off_pair", jsonOfPair(kind.atMostCutOff)}};
}

void print(const NetworkCase& asked, const std::vector<network::PairKind>& kinds)
{
    std::vector<TextRow> rows{
        {"When two fail", "pairs", "worst share left", "mean share lost", "cut off"}};
    std::vector<TextRow> examples{{"The worst of them, by share left", ""}};
    for (const network::PairKind& kind : kinds) {
        const std::string name = kindName(kind.first) + ", " + kindName(kind.second);
        rows.push_back({name,
                        counted(static_cast<double>(kind.pairs)),
                        percent(kind.leastShare),
                        percent(kind.greatestLoss),
                        counted(kind.mostCutOff)});
        examples.push_back({name, pairName(asked, kind.atLeastShare)});
    }
    printTable(rows);
    printLine("");
    printTable(examples);
}

} // namespace

void reportSingleFailures(const NetworkCase& asked, Output output)
{
    const network::Survey found = network::surveySingleFailures(asked.graph, asked.condition);
    if (output == Output::Json) {
        Json json;
        json["network"] = asked.fabric.name;
        json["switches_surveyed"] = found.switches.size();
        json["links_surveyed"] = found.cables.size();
        json["switches"] = jsonOf(asked, found.switches);
        json["links"] = jsonOf(asked, found.cables);
        printLine(json.dump(2));
        return;
    }
    print(asked, found.switches);
    printLine("");
    print(asked, found.cables);
}

void reportDoubleFailures(const NetworkCase& asked, Output output)
{
    const std::vector<network::PairKind> kinds =
        network::surveyDoubleFailures(asked.graph, asked.condition);
    if (output == Output::Text) {
        print(asked, kinds);
        return;
    }
    Json json;
    json["network"] = asked.fabric.name;
    json["pairs_surveyed"] = 0;
    json["kinds"] = Json::array();
    std::int64_t pairs = 0;
    for (const network::PairKind& kind : kinds) {
        pairs += kind.pairs;
        json["kinds"].push_back(jsonOf(asked, kind));
    }
    json["pairs_surveyed"] = pairs;
    printLine(json.dump(2));
}

} // namespace rackwright::cli

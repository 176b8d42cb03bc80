// Where the numbers come from: how figures are made, what is assumed, what was read where.
#include "core/model/counts.h"
#include "core/report/sections.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

namespace rackwright::report {

namespace {

// The figures with their inputs below them, indented. What was explained before is not explained again.
class Explanation
{
public:
    explicit Explanation(Table& table)
        : table_(table)
    {}

    void add(const Figure& figure, int depth = 0)
    {
        const bool again = wasExplained(figure) || wereExplained(figure.inputs);
        table_.rows.push_back(
            {{figure.label, cellOf(figure), again ? "see above" : figure.formula, figure.origin},
             depth == 0 ? RowWeight::Total : RowWeight::Plain,
             depth});
        if (again) {
            return;
        }
        for (const Figure& input : figure.inputs) {
            add(input, depth + 1);
        }
        if (!figure.inputs.empty()) {
            explained_.push_back(&figure);
        }
    }

private:
    [[nodiscard]] bool wasExplained(const Figure& figure) const
    {
        return std::ranges::any_of(explained_,
                                   [&](const Figure* earlier) { return *earlier == figure; });
    }

    [[nodiscard]] bool wereExplained(const std::vector<Figure>& figures) const
    {
        return figures.size() > 1 && std::ranges::all_of(figures, [this](const Figure& figure) {
                   return wasExplained(figure);
               });
    }

    Table& table_;
    std::vector<const Figure*> explained_;
};

std::string wordOf(Confidence confidence)
{
    switch (confidence) {
    case Confidence::High:
        return "high";
    case Confidence::Medium:
        return "medium";
    case Confidence::Low:
        return "low";
    }
    return "";
}

bool isKeyLetter(char letter)
{
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-';
}

// The keys that an origin may name: "derived from A-30 (…), C-05" names A-30 and C-05.
void addWords(const std::string& origin, std::set<std::string>& words)
{
    std::string word;
    for (const char letter : origin + ' ') {
        if (isKeyLetter(letter)) {
            word += letter;
        } else if (!word.empty()) {
            words.insert(std::exchange(word, {}));
        }
    }
}

template <typename Rows>
void addOrigins(const Rows& rows, std::set<std::string>& words)
{
    for (const auto& row : rows) {
        addWords(row.origin, words);
    }
}

std::set<std::string> wordsOfOrigins(const Snapshot& state)
{
    std::set<std::string> words;
    addOrigins(state.sites, words);
    addOrigins(state.rackTypes, words);
    addOrigins(state.accelerators, words);
    addOrigins(state.deviceTypes, words);
    addOrigins(state.assumptions, words);
    addOrigins(state.workloads, words);
    addOrigins(state.peers, words);
    addOrigins(state.halls, words);
    addOrigins(state.powerNodes, words);
    addOrigins(state.coolingNodes, words);
    addOrigins(state.fabrics, words);
    for (const Site& site : state.sites) {
        addWords(site.outlineOrigin, words);
    }
    for (const DeviceType& type : state.deviceTypes) {
        addWords(type.powerOrigin, words);
    }
    for (const Workload& workload : state.workloads) {
        addWords(workload.layoutOrigin, words);
    }
    return words;
}

} // namespace

Section explanations(const Case& report)
{
    Table table{.caption = "Each figure with what goes into it",
                .columns = {{"Figure"}, {"Value", Alignment::Right}, {"How"}, {"Source"}}};
    Explanation explanation{table};
    const scenario::Estimate& estimate = report.estimate;
    for (const Figure* figure : {&estimate.itPower,
                                 &estimate.facilityPower,
                                 &estimate.energy,
                                 &estimate.headroom,
                                 &estimate.gpuCapex,
                                 &estimate.capex,
                                 &estimate.opex}) {
        explanation.add(*figure);
    }
    for (const scenario::TrainingEstimate& run : estimate.training) {
        explanation.add(run.days);
    }
    return {.title = "How the figures come about", .blocks = {std::move(table)}};
}

Section assumptions(const Case& report)
{
    Table table{.caption = "Assumptions",
                .columns = {{"Group"}, {"Assumption"}, {"Value", Alignment::Right}, {"Source"}}};
    for (const Assumption& assumption : report.state.assumptions) {
        table.rows.push_back({{assumption.group,
                               assumption.label,
                               Measure{assumption.value, assumption.unit},
                               assumption.origin}});
    }
    return {.title = "Assumptions", .blocks = {std::move(table)}};
}

Section sources(const Case& report)
{
    const std::set<std::string> words = wordsOfOrigins(report.state);
    Table table{.caption = "Sources that this plan refers to",
                .columns = {{"Key"}, {"Fact"}, {"Read at"}, {"Confidence"}}};
    for (const Source& source : report.state.sources) {
        if (words.contains(source.key)) {
            table.rows.push_back(
                {{source.key, source.fact, source.location, wordOf(source.confidence)}});
        }
    }
    return {.title = "Sources", .blocks = {std::move(table)}};
}

} // namespace rackwright::report

// Scenarios: the baseline plus dated steps, each an edit written down. Camera bookmarks. Accepted findings.
#pragma once

#include "core/base/id.h"

#include <array>
#include <string>

namespace rackwright {

struct Scenario
{
    ScenarioId id;
    std::string slug; // "double-200k"; "baseline" is reserved for the plan without steps
    std::string name;
    std::string description;

    friend bool operator==(const Scenario&, const Scenario&) = default;
};

struct Step
{
    StepId id;
    ScenarioId scenario;
    int ordinal = 0;  // steps apply in this order
    std::string date; // ISO
    std::string title;
    std::string kind;       // of the edit: "add_arrays"
    std::string parameters; // of the edit, a JSON object
    bool enabled = true;

    friend bool operator==(const Step&, const Step&) = default;
};

struct Bookmark
{
    BookmarkId id;
    std::string name;
    std::array<double, 9> camera{}; // position, focal point, view up; metres in site coordinates

    friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

// A finding that somebody has looked at and accepts.
struct Waiver
{
    WaiverId id;
    std::string rule;    // of the finding: "way-width"
    std::string subject; // of the finding: "H1-R03-07"
    std::string reason;

    friend bool operator==(const Waiver&, const Waiver&) = default;
};

} // namespace rackwright

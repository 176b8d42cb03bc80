// What is wrong with a plan, or will be: rule after rule, as programs for circuit boards check a board.
#pragma once

#include "core/model/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackwright::check {

enum class Severity
{
    Error,   // cannot be built or run like this
    Warning, // can, but not as planners want it
    Note,    // not known, or not checked
};

// "error", "warning", "note"
[[nodiscard]] std::string_view nameOf(Severity severity);

struct Finding
{
    Severity severity = Severity::Error;
    std::string rule;    // "rack-place": the same for all findings of one kind
    std::string subject; // what it is about: "H1-R03-07, front"; with the rule it names the finding
    std::string detail;  // a clause that says what is wrong
    std::vector<RackId> racks; // where to look; may be empty
    DeviceId device;           // in the first of the racks; none: it is about more than one device
    std::string waiver;        // why it is accepted; empty: it is open

    friend bool operator==(const Finding&, const Finding&) = default;
};

// The rules, in the order in which their findings come within one severity.
struct Rule
{
    std::string_view key;
    std::string_view title; // "Racks stand free"
};
[[nodiscard]] const std::vector<Rule>& rules();

// REQUIRES: there is a rule with this key.
[[nodiscard]] std::string_view titleOf(std::string_view rule);

// Errors first. `date` picks the power supply in service (ISO; empty: everything not retired).
[[nodiscard]] std::vector<Finding> findings(const Snapshot& snapshot, std::string_view date = {});

// Those that nobody has accepted.
[[nodiscard]] int openCount(const std::vector<Finding>& findings, Severity severity);

} // namespace rackwright::check

// What people who lay the cables hold in their hands: a list of cables to pull, and the labels of their ends.
// Lines of CSV (RFC 4180) without their line ends, so that a list of any length can be written as it is made.
#pragma once

#include "core/base/result.h"
#include "core/cabling/router.h"
#include "core/cabling/stock.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rackwright::cabling {

// Where an end of a cable is plugged in. Names are those of the plan's rows.
struct LabelledEnd
{
    std::string_view rack;
    int unit = 0;
    std::string_view device;
    int port = 0;
};

// What is stuck to one end of a cable.
struct Label
{
    std::string cable; // "C000123"
    char end = 'A';
    LabelledEnd here;
    LabelledEnd there;
    std::string_view product; // empty: not known
    std::optional<Length> sold;
};

class PullList
{
public:
    // The snapshot must outlive it.
    explicit PullList(const Snapshot& snapshot);

    [[nodiscard]] static std::string_view header();
    [[nodiscard]] std::string line(const Cable& cable);

    // For both ends, A first.
    [[nodiscard]] std::array<Label, 2> labels(const Cable& cable) const;

    [[nodiscard]] static std::string_view labelHeader();
    [[nodiscard]] static std::string line(const Label& label);

private:
    const std::string& wayBetween(RackId a, RackId b);

    const Snapshot& snapshot_;
    Stock stock_;
    Router router_;
    std::unordered_map<std::uint64_t, std::string> ways_;
};

// "C000123": what a cable is called on its labels.
[[nodiscard]] std::string labelOf(const Cable& cable);

// The cables of the networks, halls, racks and devices of this name: those with an end in them. Fails with NotFound.
Result<std::vector<Cable>> cablesOf(const Snapshot& snapshot, std::string_view name);

} // namespace rackwright::cabling

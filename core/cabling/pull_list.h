// What people who lay the cables hold in their hands: a list of cables to pull, and the labels of their ends.
// Lines of CSV (RFC 4180) without their line ends, so that a list of any length can be written as it is made.
#pragma once

#include "core/cabling/router.h"
#include "core/cabling/stock.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace rackwright::cabling {

class PullList
{
public:
    // The snapshot must outlive it.
    explicit PullList(const Snapshot& snapshot);

    [[nodiscard]] static std::string_view header();
    [[nodiscard]] std::string line(const Cable& cable);

    // Two lines, one for the label at each end, parted by a line end.
    [[nodiscard]] static std::string_view labelHeader();
    [[nodiscard]] std::string labels(const Cable& cable) const;

private:
    const std::string& wayBetween(RackId a, RackId b);

    const Snapshot& snapshot_;
    Stock stock_;
    Router router_;
    std::unordered_map<std::uint64_t, std::string> ways_;
};

// "C000123": what a cable is called on its labels.
[[nodiscard]] std::string labelOf(const Cable& cable);

} // namespace rackwright::cabling

// What a plan costs to build: a bill of quantities and its total.
#pragma once

#include "core/base/figure.h"
#include "core/model/snapshot.h"

#include <string_view>
#include <vector>

namespace rackwright::cost {

enum class BillGroup
{
    Gpus,
    Hardware, // servers, racks and what is in them
    Network,  // switches, transceivers and cables
    Facility, // building, power and cooling
};

struct BillLine
{
    BillGroup group = BillGroup::Hardware;
    Figure quantity;
    Figure unitPrice;
    Figure total; // USD; its label is what is bought
};

// `itPower` sizes the fit-out; `date` picks the power supply, as in power::supply(). Lines whose price is not
// known are there, without a total.
[[nodiscard]] std::vector<BillLine> billOfQuantities(const Snapshot& snapshot,
                                                     const Figure& itPower,
                                                     std::string_view date = {});

// The GPUs at the planning price.
[[nodiscard]] Figure gpuCapex(const std::vector<BillLine>& bill);

// The whole bill. Its band also holds what the market may ask for the GPUs.
[[nodiscard]] Figure capex(const Snapshot& snapshot, const std::vector<BillLine>& bill);

} // namespace rackwright::cost

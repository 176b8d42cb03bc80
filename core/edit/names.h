// How things that edits create are called: "H1-R03-07" is the seventh place of row R03 in Hall 1.
#pragma once

#include "core/model/snapshot.h"

#include <string>
#include <string_view>
#include <unordered_set>

namespace rackwright::edit {

// "Hall 1" -> "H1"; a name without a number at its end stays.
[[nodiscard]] std::string shortName(std::string_view hall);

// A number in a name, with two digits at least: "07".
[[nodiscard]] std::string twoDigits(int number);

// Hands out names that no rack of the plan has.
class RackNames
{
public:
    explicit RackNames(const Snapshot& snapshot);

    // "H1-R03-07", or the next number that is free.
    std::string next(const std::string& hallShort, const std::string& row, int number);

    // "H1-R03-07" copied is "H1-R03-08" or the next number that is free; "Spare" is "Spare-02".
    std::string copyOf(const std::string& name);

private:
    std::string take(const std::string& stem, int number);

    std::unordered_set<std::string> taken_;
};

// The busway that a row's racks are fed from, or null: "H1-R03-A".
[[nodiscard]] const PowerNode* buswayOf(const Snapshot& snapshot, const Row& row, Feed feed);
[[nodiscard]] std::string buswayName(const std::string& hallShort,
                                     const std::string& row,
                                     Feed feed);

} // namespace rackwright::edit

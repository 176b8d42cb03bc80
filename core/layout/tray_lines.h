// Cable trays as lines on the floor: which hang above each other, and where lines are joined. All lengths are metres.
#pragma once

#include "core/model/cabling.h"
#include "core/model/table.h"

#include <vector>

namespace rackwright::layout {

// One of the trays that hang above each other.
struct TrayLevel
{
    std::size_t tray = 0; // its place in the plan's table
    double height = 0.0;
    double crossSection = 0.0; // square metres
};

struct TrayLine
{
    double x = 0.0;
    double y = 0.0;
    double dx = 1.0; // direction, of length 1
    double dy = 0.0;
    double length = 0.0;
    double halfWidth = 0.0;        // of the widest
    std::vector<TrayLevel> levels; // the lowest first
};

// In the order of the table. Trays with the same ends, to a millimetre, are levels of one line.
[[nodiscard]] std::vector<TrayLine> trayLines(const Table<Tray>& trays);

struct Foot // of the perpendicular from a point to a line
{
    double along = 0.0;
    double aside = 0.0;
};

[[nodiscard]] Foot footOf(const TrayLine& line, double x, double y);

struct Joint
{
    double alongFirst = 0.0;
    double alongSecond = 0.0;
    double gap = 0.0;
};

// Where they cross, or where an end of one lies within the width of the other.
[[nodiscard]] std::vector<Joint> jointsOf(const TrayLine& first, const TrayLine& second);

} // namespace rackwright::layout

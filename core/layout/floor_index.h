// Finds the rectangles that overlap one, among thousands: sorted from west to east, so that only a strip is
// looked at.
#pragma once

#include "core/layout/footprint.h"

#include <algorithm>
#include <vector>

namespace rackwright::layout {

class FloorIndex
{
public:
    // Areas are known by their position in `areas`.
    explicit FloorIndex(const std::vector<FloorRect>& areas)
    {
        entries_.reserve(areas.size());
        for (const FloorRect& area : areas) {
            entries_.push_back({area, entries_.size()});
            widest_ = std::max(widest_, area.width);
        }
        std::ranges::sort(entries_, {}, [](const Entry& entry) { return entry.area.x; });
    }

    // Calls visit(number, overlap) for every area that overlaps this one, from west to east.
    template <typename Visit>
    void forEachOverlap(const FloorRect& area, Visit visit) const
    {
        const auto west = [](const Entry& entry) { return entry.area.x; };
        auto entry = std::ranges::lower_bound(entries_, area.x - widest_, {}, west);
        for (; entry != entries_.end() && entry->area.x < eastOf(area); ++entry) {
            if (const Length by = overlap(entry->area, area); by > Length{}) {
                visit(entry->number, by);
            }
        }
    }

private:
    struct Entry
    {
        FloorRect area;
        std::size_t number = 0;
    };

    std::vector<Entry> entries_;
    Length widest_;
};

} // namespace rackwright::layout

// Free places for racks in the rows of a hall.
#pragma once

#include "core/model/snapshot.h"

#include <vector>

namespace rackwright::layout {

// One rack's width of a row that nothing stands on.
struct Place
{
    RowId row;
    int number = 1;  // counts the row's places from its west end, taken ones included
    int stretch = 0; // neighbours of different stretches have a column or a door between them
    FloorPosition centre;
    Facing front = Facing::South;
};

// Whether two free places of a row stand side by side.
[[nodiscard]] bool adjoin(const Place& west, const Place& east);

// Row by row from the south, west to east. Rows that are less deep than the racks have none.
[[nodiscard]] std::vector<Place> placesInRows(
    const Snapshot& snapshot, HallId hall, RowUse use, Length rackWidth, Length rackDepth);

} // namespace rackwright::layout

// What the floor plan draws over the racks: selection, ghosts of a scenario, a drag, and what it says to the user.
#pragma once

#include "ui/charts/floor_drawing.h"
#include "ui/charts/verdict.h"

#include <span>
#include <vector>

namespace rackwright::ui {

// A rack that a scenario moves.
struct MovedRack
{
    FloorRect from;
    FloorRect to;
};

// How the racks shown differ from the plan's.
struct Ghosts
{
    std::vector<FloorRect> added;
    std::vector<FloorRect> removed;
    std::vector<MovedRack> moved;
};

Ghosts ghostsBetween(const Snapshot& plan, const Snapshot& shown);

void drawGhosts(QPainter& painter, const FloorMap& map, const Ghosts& ghosts, const FloorInk& ink);

void drawSelected(QPainter& painter,
                  const FloorMap& map,
                  std::span<const FloorRect> racks,
                  const FloorInk& ink);
void drawHovered(QPainter& painter,
                 const FloorMap& map,
                 const FloorRect& rack,
                 const FloorInk& ink);

// The racks of a drag: outlined where they were, translucent where they would stand.
void drawDragged(QPainter& painter,
                 const FloorMap& map,
                 std::span<const RackShape> before,
                 std::span<const RackShape> after,
                 Verdict verdict);

} // namespace rackwright::ui

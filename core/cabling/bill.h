// The bill of materials of a plan's cabling: cables by type and length sold, transceivers, spares.
#pragma once

#include "core/base/figure.h"
#include "core/cabling/stock.h"

#include <string>
#include <vector>

namespace rackwright::cabling {

struct MaterialLine
{
    std::string name; // "Active optical cable (AOC)"
    FabricId fabric;
    Medium medium = Medium::Multimode;
    std::optional<Length> sold; // none: transceivers, and cables as in Product
    double inUse = 0.0;         // transceivers in terms of those for 400 Gb/s
    double spares = 0.0;        // whole ones
    Figure price;               // USD, of one
    Figure cost;                // USD, spares included
};

struct Bill
{
    std::vector<MaterialLine> cables;
    std::vector<MaterialLine> transceivers;
    Figure length; // m, of the cables as laid
    Figure cost;   // USD
    Figure power;  // W, of transceivers and active plugs in use
    Figure mass;   // kg, of the cables in use
};

// Spares by the plan's assumption "cabling.spares"; none without it.
[[nodiscard]] Bill billOfMaterials(const Snapshot& snapshot);

} // namespace rackwright::cabling

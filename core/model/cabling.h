// How links are cabled: the media, the cables that can be bought, the trays in which they lie.
#pragma once

#include "core/base/id.h"
#include "core/base/quantity.h"
#include "core/model/geometry.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rackwright {

enum class Medium : std::uint8_t
{
    Dac,         // passive copper
    Multimode,   // transceivers and multimode fibre
    SingleMode,  // transceivers and single-mode fibre
    Acc,         // copper with amplifiers in its plugs
    Aoc,         // fibre with the transceivers in its plugs
    TwistedPair, // for slow links
};

// A cable that is sold. Its price is in the assumptions: "price.<price>" for a piece and, where the plan has
// it, "price.<price>-metre" for every metre of it.
struct CableType
{
    CableTypeId id;
    std::string slug;
    std::string name;
    Medium medium = Medium::Multimode;
    Bandwidth fastest; // link that it carries
    Length reach;
    Length diameter;
    std::optional<LinearMass> linearMass;
    std::vector<Length> soldLengths; // the shortest first
    std::string price;
    std::string origin;

    friend bool operator==(const CableType&, const CableType&) = default;
};

enum class TrayKind
{
    OverRow, // along the racks of a row
    Across,  // from row to row
    BetweenHalls,
};

// A straight piece of cable tray. Trays that meet or cross are joined, also from one height to another.
struct Tray
{
    TrayId id;
    HallId hall; // none: between halls
    std::string name;
    TrayKind kind = TrayKind::OverRow;
    FloorPosition from; // of its middle line
    FloorPosition to;
    Length height; // of its bottom above the floor
    Length width;
    Length depth; // of the space for cables, from its bottom up
    std::string origin;

    friend bool operator==(const Tray&, const Tray&) = default;
};

} // namespace rackwright

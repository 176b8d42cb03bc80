// The way of a cable from port to port: up to the tray above the rack, along the trays, and down. The only
// place that decides how long a cable is.
#pragma once

#include "core/cabling/rules.h"
#include "core/layout/tray_network.h"

#include <string>
#include <unordered_map>

namespace rackwright::cabling {

// Where a cable is plugged in.
struct Port
{
    RackId rack;
    Length height; // above the floor
};

// At the middle of the device; one that is mounted behind, in no unit, is taken to be at the floor.
[[nodiscard]] Port portOf(const Snapshot& snapshot, const Device& device);

// What keeps a cable from being laid.
enum class Obstacle
{
    None,
    NoTrayAtA, // none is near the rack
    NoTrayAtB,
    NotJoined, // both ends have a tray, but no way leads from one to the other
};

// The length with slack and bends; none: there is an obstacle.
struct Run
{
    std::optional<Length> length;
    Obstacle obstacle = Obstacle::None;
};

// Inside one rack a cable runs straight. In a plan without trays it runs above the racks, along the directions
// of the aisles: an estimate until trays are drawn. All cables between two racks take one way; where there are several
// of one length, the pairs of racks are dealt out to them. Cheap to ask again for the same pair.
class Router
{
public:
    // The snapshot must outlive it.
    explicit Router(const Snapshot& snapshot);

    [[nodiscard]] Run run(const Port& a, const Port& b);

    // The trays between two racks, from `a` to `b`; empty without trays, without a way and in one rack.
    [[nodiscard]] std::vector<layout::Stretch> way(RackId a, RackId b);

    [[nodiscard]] bool hasTrays() const { return !snapshot_.trays.isEmpty(); }

private:
    struct Pair // of racks
    {
        std::optional<Length> along; // from rack to rack, without what goes up and down there
        Obstacle obstacle = Obstacle::None;
        Length heightAtFirst; // of what the way begins on
        Length heightAtSecond;
    };
    struct Racks // the lower id first
    {
        RackId first;
        RackId second;

        [[nodiscard]] std::uint64_t key() const;
    };
    const Pair& pairOf(Racks racks);
    [[nodiscard]] Pair measure(Racks racks);
    [[nodiscard]] Pair straight(Racks racks) const;
    [[nodiscard]] std::optional<layout::Way> wayOf(Racks racks);
    [[nodiscard]] const std::optional<layout::TrayPlace>& placeOf(RackId rack) const;

    const Snapshot& snapshot_;
    Rules rules_;
    layout::TrayNetwork network_;
    std::vector<std::optional<layout::TrayPlace>> places_; // of the racks
    std::unordered_map<std::uint64_t, Pair> pairs_;
};

// "no tray within 1.5 m of rack H1-R03-07"
[[nodiscard]] std::string describe(const Snapshot& snapshot, Obstacle obstacle, RackId a, RackId b);

} // namespace rackwright::cabling

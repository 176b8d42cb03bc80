// The cable trays as a network: where racks reach it, and the shortest ways along it. Trays above each other on one
// line are its levels: a way takes one of them.
#pragma once

#include "core/model/cabling.h"
#include "core/model/table.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace rackwright::layout {

// A place on a tray's middle line.
struct TrayPlace
{
    std::size_t tray = 0; // its place in the plan's table
    Length along;         // from the tray's `from` end
    Length aside;         // over the floor, between the middle line and what reaches it

    friend bool operator==(const TrayPlace&, const TrayPlace&) = default;
};

// A part of a way that stays on one tray. `to` may be nearer to the tray's `from` end than `from`.
struct Stretch
{
    std::size_t tray = 0;
    Length from;
    Length to;

    friend bool operator==(const Stretch&, const Stretch&) = default;
};

struct Way
{
    std::vector<Stretch> stretches;
    Length length;         // with what lies between trays that are joined, up and down too
    std::size_t first = 0; // the trays at its ends
    std::size_t last = 0;
};

[[nodiscard]] Length lengthOf(const Tray& tray);

// Remembers the ways it has found, so asking again is cheap; for one thread at a time.
class TrayNetwork
{
public:
    explicit TrayNetwork(const Table<Tray>& trays);
    ~TrayNetwork();
    TrayNetwork(TrayNetwork&&) noexcept;
    TrayNetwork& operator=(TrayNetwork&&) noexcept;

    // On the nearest tray whose middle line is no farther away; none: there is no such tray.
    [[nodiscard]] std::optional<TrayPlace> placeNear(FloorPosition position, Length farthest) const;

    // Along the trays, as short as can be (to a millimetre a turn) and of such ways with the fewest turns. None: they
    // are not joined. `deal` picks one of several, and of levels in the measure of their cross-section: the ways of
    // many deals fill equal ways evenly.
    [[nodiscard]] std::optional<Way> way(const TrayPlace& a,
                                         const TrayPlace& b,
                                         std::uint64_t deal = 0);

private:
    class Graph;

    std::unique_ptr<Graph> graph_;
};

} // namespace rackwright::layout

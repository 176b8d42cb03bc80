// The cable trays as a network: where racks reach it, and the shortest way along it.
#pragma once

#include "core/model/cabling.h"
#include "core/model/table.h"

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

    // Along the trays, with what lies between two trays that are joined. None: they are not joined.
    [[nodiscard]] std::optional<Length> distance(const TrayPlace& a, const TrayPlace& b);

    // What such a way passes, from `a` to `b`; empty when there is none.
    [[nodiscard]] std::vector<Stretch> way(const TrayPlace& a, const TrayPlace& b);

private:
    class Graph;

    std::unique_ptr<Graph> graph_;
};

} // namespace rackwright::layout

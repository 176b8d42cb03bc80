#include "core/cabling/survey.h"

#include "core/cabling/stock.h"

#include <algorithm>
#include <map>
#include <numbers>
#include <tuple>

namespace rackwright::cabling {

namespace {

Area crossSection(const CableType& type)
{
    return std::numbers::pi / 4.0 * type.diameter * type.diameter;
}

// Cables side by side.
struct Bundle
{
    int cables = 0;
    int unknown = 0;
    Area area;

    Bundle& operator+=(const Bundle& other)
    {
        cables += other.cables;
        unknown += other.unknown;
        area += other.area;
        return *this;
    }
};

// Where on a tray a bundle comes in or leaves.
struct Turn
{
    Length along;
    Bundle bundle;
    double sign = 1.0;
};

class Surveyor
{
public:
    explicit Surveyor(const Snapshot& snapshot)
        : snapshot_(snapshot)
        , stock_(snapshot)
        , router_(snapshot)
    {}

    Survey survey();

private:
    void lead(const Cable& cable);
    [[nodiscard]] std::vector<Unlaid> unlaid() const;
    std::vector<TrayFill> fills();

    struct Pair // of racks
    {
        Bundle bundle;
        Port a; // of one of its cables without a length
        Port b;
        int unmeasured = 0;
    };

    const Snapshot& snapshot_;
    Stock stock_;
    mutable Router router_;
    std::map<std::pair<RackId, RackId>, Pair> pairs_;
};

void Surveyor::lead(const Cable& cable)
{
    const Device& a = snapshot_.devices.at(cable.a);
    const Device& b = snapshot_.devices.at(cable.b);
    if (a.rack == b.rack) {
        return;
    }
    Pair& pair = pairs_[std::minmax(a.rack, b.rack)];
    if (!cable.length) {
        pair.a = portOf(snapshot_, a);
        pair.b = portOf(snapshot_, b);
        ++pair.unmeasured;
        return;
    }
    const CableType* type = stock_.productFor(cable).type;
    pair.bundle += type == nullptr ? Bundle{.cables = 1, .unknown = 1}
                                   : Bundle{.cables = 1, .unknown = 0, .area = crossSection(*type)};
}

std::vector<Unlaid> Surveyor::unlaid() const
{
    std::vector<Unlaid> all;
    for (const auto& [racks, pair] : pairs_) {
        if (pair.unmeasured > 0) {
            all.push_back({.obstacle = router_.run(pair.a, pair.b).obstacle,
                           .a = pair.a.rack,
                           .b = pair.b.rack,
                           .count = pair.unmeasured});
        }
    }
    std::ranges::stable_sort(all, std::greater{}, &Unlaid::count);
    return all;
}

// Goes along each tray and looks where most lies in it.
std::vector<TrayFill> Surveyor::fills()
{
    std::vector<std::vector<Turn>> turns(snapshot_.trays.size());
    for (const auto& [racks, pair] : pairs_) {
        for (const layout::Stretch& stretch : router_.way(racks.first, racks.second)) {
            const auto [first, last] = std::minmax(stretch.from, stretch.to);
            turns[stretch.tray].push_back({first, pair.bundle, 1.0});
            turns[stretch.tray].push_back({last, pair.bundle, -1.0});
        }
    }
    std::vector<TrayFill> fills;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        const Tray& tray = snapshot_.trays[i];
        // At a rack between two others what comes from one side does not lie beside what goes to the other.
        std::ranges::sort(turns[i], [](const Turn& a, const Turn& b) {
            return std::tuple{a.along, a.sign} < std::tuple{b.along, b.sign};
        });
        TrayFill fill{.tray = tray.id};
        double cables = 0.0;
        double unknown = 0.0;
        Area area;
        Area most;
        for (const Turn& turn : turns[i]) {
            cables += turn.sign * turn.bundle.cables;
            unknown += turn.sign * turn.bundle.unknown;
            area += turn.sign * turn.bundle.area;
            if (area > most || (area == most && cables > fill.cables)) {
                most = area;
                fill.cables = static_cast<int>(cables);
                fill.unknown = static_cast<int>(unknown);
                fill.at = turn.along;
            }
        }
        fill.share = tray.width * tray.depth > Area{} ? most / (tray.width * tray.depth) : 0.0;
        fills.push_back(fill);
    }
    return fills;
}

Survey Surveyor::survey()
{
    for (const Cable& cable : snapshot_.cables) {
        lead(cable);
    }
    return {.trays = fills(), .unlaid = unlaid()};
}

} // namespace

Survey survey(const Snapshot& snapshot)
{
    return Surveyor{snapshot}.survey();
}

std::optional<double> fillLimit(const Snapshot& snapshot)
{
    const Assumption* limit = findAssumption(snapshot, "cabling.fill-limit");
    return limit == nullptr ? std::nullopt : std::optional{limit->value.likely};
}

std::vector<TrayFill> overfull(const Snapshot& snapshot, const Survey& survey)
{
    const auto limit = fillLimit(snapshot);
    std::vector<TrayFill> over;
    if (limit) {
        std::ranges::copy_if(survey.trays, std::back_inserter(over), [&](const TrayFill& fill) {
            return fill.share > *limit;
        });
    }
    std::ranges::stable_sort(over, std::greater{}, &TrayFill::share);
    return over;
}

} // namespace rackwright::cabling

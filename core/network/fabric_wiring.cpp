#include "core/network/fabric_wiring.h"

#include <cassert>

namespace rackwright::network {

namespace {

class Wirer
{
public:
    explicit Wirer(const FabricDesign& design)
        : design_(design)
        , nics_(design.request.nicsPerServer)
        , joined_(design.request.shape == FabricShape::RailOptimised)
        , fatTree_(design.request.shape == FabricShape::FatTree)
    {
        findRuns();
    }

    FabricWiring wire();

private:
    struct Run // of units, whose leaves stand rail by rail
    {
        int firstUnit = 0;
        int units = 0;
    };

    void findRuns();
    void addLeaves();
    void addUpperTiers();
    void linkServers();
    void linkTier(std::size_t stage);
    [[nodiscard]] int leafOf(int unit, int rail) const;
    [[nodiscard]] int railOfCopy(int copy) const
    {
        return design_.request.shape == FabricShape::RailOnly ? copy % nics_ : -1;
    }
    [[nodiscard]] int planeOfCopy(int copy) const
    {
        return copy * design_.request.planes / design_.copies;
    }
    [[nodiscard]] std::int16_t firstUpPort(std::size_t tier) const;
    void link(int lower, int lowerPort, int upper, int upperPort);

    const FabricDesign& design_;
    int nics_;
    bool joined_;
    bool fatTree_;
    std::vector<Run> runOfUnit_; // where rails are joined
    FabricWiring wiring_;
};

void Wirer::findRuns()
{
    const auto units = static_cast<int>(joined_ ? design_.request.units.size() : 0);
    for (int unit = 0; unit < units && design_.railRuns.empty(); ++unit) {
        runOfUnit_.push_back({.firstUnit = unit, .units = 1});
    }
    int first = 0;
    for (const int run : design_.railRuns) {
        runOfUnit_.insert(
            runOfUnit_.end(), static_cast<std::size_t>(run), {.firstUnit = first, .units = run});
        first += run;
    }
}

// Within its copy.
int Wirer::leafOf(int unit, int rail) const
{
    if (!joined_) {
        return unit;
    }
    const Run& run = runOfUnit_[static_cast<std::size_t>(unit)];
    return run.firstUnit * nics_ + rail * run.units + unit - run.firstUnit;
}

std::int16_t Wirer::firstUpPort(std::size_t tier) const
{
    return static_cast<std::int16_t>(tier == 0   ? design_.leafDown
                                     : tier == 1 ? design_.upperDown
                                                 : upperRadix(design_.request) / 2);
}

void Wirer::link(int lower, int lowerPort, int upper, int upperPort)
{
    wiring_.links.push_back({.lower = lower,
                             .upper = upper,
                             .lowerPort = static_cast<std::int16_t>(lowerPort),
                             .upperPort = static_cast<std::int16_t>(upperPort)});
}

void Wirer::addLeaves()
{
    for (int copy = 0; copy < design_.copies; ++copy) {
        for (int leaf = 0; leaf < design_.leaves; ++leaf) {
            WiredSwitch added{
                .tier = 0, .ordinal = leaf, .plane = planeOfCopy(copy), .rail = railOfCopy(copy)};
            if (fatTree_) {
                added.firstServer = static_cast<int>(design_.firstServerPort(leaf) / nics_);
            }
            wiring_.switches.push_back(added);
        }
        if (fatTree_) {
            continue;
        }
        int firstServer = 0;
        for (std::size_t unit = 0; unit < design_.request.units.size(); ++unit) {
            for (int rail = 0; rail < (joined_ ? nics_ : 1); ++rail) {
                const int leaf = copy * design_.leaves + leafOf(static_cast<int>(unit), rail);
                WiredSwitch& found = wiring_.switches[static_cast<std::size_t>(leaf)];
                found.unit = static_cast<int>(unit);
                found.rail = joined_ ? rail : found.rail;
                found.firstServer = firstServer;
            }
            firstServer += design_.request.units[unit];
        }
    }
}

void Wirer::addUpperTiers()
{
    for (std::size_t stage = 0; stage < design_.stages.size(); ++stage) {
        wiring_.firstOfTier.push_back(wiring_.switches.size());
        int group = 0;
        for (int copy = 0; copy < design_.copies; ++copy) {
            for (const Group& members : design_.stages[stage]) {
                for (int ordinal = 0; ordinal < members.uppers; ++ordinal) {
                    wiring_.switches.push_back({.tier = static_cast<int>(stage) + 1,
                                                .group = group,
                                                .ordinal = ordinal,
                                                .plane = planeOfCopy(copy),
                                                .rail = railOfCopy(copy)});
                }
                ++group;
            }
        }
    }
    wiring_.firstOfTier.push_back(wiring_.switches.size());
}

void Wirer::linkServers()
{
    const FabricRequest& request = design_.request;
    const int railsApart = design_.copies / request.planes;
    const auto leafIn = [&](int plane, int rail, int leaf) {
        return (plane * railsApart + (railsApart > 1 ? rail : 0)) * design_.leaves + leaf;
    };
    if (fatTree_) {
        for (int endpoint = 0; endpoint < request.servers * nics_; ++endpoint) {
            const LeafPort end = design_.leafPortOf(endpoint);
            for (int plane = 0; plane < request.planes; ++plane) {
                link(endpoint / nics_,
                     endpoint % nics_ * request.planes + plane,
                     leafIn(plane, 0, end.leaf),
                     end.port);
            }
        }
        return;
    }
    int server = 0;
    for (std::size_t unit = 0; unit < request.units.size(); ++unit) {
        for (int place = 0; place < request.units[unit]; ++place, ++server) {
            for (int rail = 0; rail < nics_; ++rail) {
                for (int plane = 0; plane < request.planes; ++plane) {
                    link(server,
                         rail * request.planes + plane,
                         leafIn(plane, rail, leafOf(static_cast<int>(unit), rail)),
                         place);
                }
            }
        }
    }
}

// Links the switches of tier `stage` to the tier above.
void Wirer::linkTier(std::size_t stage)
{
    auto lower = static_cast<int>(stage == 0 ? 0 : wiring_.firstOfTier[stage]);
    auto firstUpper = static_cast<int>(wiring_.firstOfTier[stage + 1]);
    const int lowerPort = firstUpPort(stage);
    int group = 0;
    for (int copy = 0; copy < design_.copies; ++copy) {
        std::size_t below = 0; // the group that `lower` is in, and how many of it are done
        int done = 0;
        for (const Group& members : design_.stages[stage]) {
            int dealt = 0;
            for (int i = 0; i < members.lowers; ++i, ++lower) {
                int up = design_.leafUp;
                if (stage > 0) {
                    const Group& own = design_.stages[stage - 1][below];
                    up = own.up;
                    if (++done == own.uppers) {
                        ++below;
                        done = 0;
                    }
                } else {
                    wiring_.switches[static_cast<std::size_t>(lower)].group = group;
                }
                for (int u = 0; u < up; ++u, ++dealt) {
                    link(lower,
                         lowerPort + u,
                         firstUpper + dealt % members.uppers,
                         dealt / members.uppers);
                }
            }
            firstUpper += members.uppers;
            ++group;
        }
    }
}

FabricWiring Wirer::wire()
{
    std::size_t links = 0;
    for (int tier = 0; tier < design_.tiers; ++tier) {
        links += static_cast<std::size_t>(design_.cables(tier));
    }
    wiring_.links.reserve(links);
    wiring_.firstOfTier.push_back(0);
    addLeaves();
    addUpperTiers();
    wiring_.firstLinkOfTier.push_back(0);
    linkServers();
    for (std::size_t stage = 0; stage < design_.stages.size(); ++stage) {
        wiring_.firstLinkOfTier.push_back(wiring_.links.size());
        linkTier(stage);
    }
    wiring_.firstLinkOfTier.push_back(wiring_.links.size());
    return std::move(wiring_);
}

} // namespace

FabricWiring wireFabric(const FabricDesign& design)
{
    return Wirer{design}.wire();
}

} // namespace rackwright::network

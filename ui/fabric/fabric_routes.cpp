#include "ui/fabric/fabric_routes.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <unordered_map>

namespace rackwright::ui {

namespace {

using network::Bundle;
using network::FabricGraph;

constexpr int channels = static_cast<int>(Tier::FourthTier) + 1;
constexpr double portMargin = 0.12; // of a box's width that stays free of links at either end
constexpr double straight = 0.01;

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

int railOf(const FabricGraph& graph, const Bundle& bundle)
{
    return std::max(graph.nodes()[index(bundle.lower)].rail,
                    graph.nodes()[index(bundle.upper)].rail);
}

class Router
{
public:
    Router(const FabricAcross& across, const FabricGraph& graph)
        : boxes_(across.boxes)
    {
        addLinks(across, graph);
        chooseHubs();
        sortByHub();
        placePorts();
        makeBundles();
        assignTracks();
        for (int& link : routes_.linkOfBundle) {
            link = link < 0 ? link : placeOf_[index(link)];
        }
    }

    FabricRoutes take() { return std::move(routes_); }

private:
    [[nodiscard]] double middle(int box) const { return boxes_[index(box)].area.center().x(); }
    [[nodiscard]] int otherEnd(int link) const
    {
        const FabricLink& of = routes_.links[index(link)];
        return hub_[index(link)] == of.lower ? of.upper : of.lower;
    }
    [[nodiscard]] bool isStraight(int link) const
    {
        return std::abs(routes_.lowerX[index(link)] - routes_.upperX[index(link)]) < straight;
    }
    int linkFor(const FabricAcross& across, const FabricGraph& graph, const Bundle& bundle);
    void addLinks(const FabricAcross& across, const FabricGraph& graph);
    void chooseHubs();
    void sortByHub();
    void placePorts();
    void spreadPorts(const std::vector<int>& links, int box, std::vector<double>& x) const;
    void makeBundles();
    void assignTracks();

    const std::vector<FabricBox>& boxes_;
    FabricRoutes routes_;
    std::unordered_map<std::uint64_t, int> linkOfBoxes_;
    std::vector<int> hub_;     // by link
    std::vector<int> placeOf_; // by link as found: where it is after sorting
};

// The link that a bundle is part of; -1: it lies within a box.
int Router::linkFor(const FabricAcross& across, const FabricGraph& graph, const Bundle& bundle)
{
    int lower = across.boxOfNode[index(bundle.lower)];
    int upper = across.boxOfNode[index(bundle.upper)];
    if (lower == upper) {
        return -1;
    }
    if (boxes_[index(lower)].tier > boxes_[index(upper)].tier) {
        std::swap(lower, upper);
    }
    const std::uint64_t key = (static_cast<std::uint64_t>(lower) << 32U) | index(upper);
    const auto [at, isNew] = linkOfBoxes_.try_emplace(key, static_cast<int>(routes_.links.size()));
    const int rail = railOf(graph, bundle);
    if (isNew) {
        routes_.links.push_back({.lower = lower, .upper = upper, .rail = rail});
    }
    FabricLink& link = routes_.links[index(at->second)];
    link.cables += bundle.links;
    link.rail = link.rail == rail ? rail : -1;
    return at->second;
}

void Router::addLinks(const FabricAcross& across, const FabricGraph& graph)
{
    routes_.linkOfBundle.reserve(graph.bundles().size());
    for (const Bundle& bundle : graph.bundles()) {
        routes_.linkOfBundle.push_back(linkFor(across, graph, bundle));
    }
    for (const Bundle& peers : graph.peers()) {
        linkFor(across, graph, peers);
    }
}

// Of boxes that are all joined, the side with fewer of them: its boxes gather what goes to the others.
void Router::chooseHubs()
{
    std::vector<int> group(boxes_.size() * 2); // a box has a lower side and an upper one
    std::iota(group.begin(), group.end(), 0);
    const auto root = [&](int at) {
        while (group[index(at)] != at) {
            at = group[index(at)] = group[index(group[index(at)])];
        }
        return at;
    };
    const auto topOf = [](int box) { return 2 * box + 1; };
    const auto bottomOf = [](int box) { return 2 * box; };
    for (const FabricLink& link : routes_.links) {
        group[index(root(topOf(link.lower)))] = root(bottomOf(link.upper));
    }
    struct Sides
    {
        int lowers = 0;
        int uppers = 0;
    };
    std::vector<Sides> sides(group.size());
    std::vector<char> counted(group.size(), 0);
    for (const FabricLink& link : routes_.links) {
        Sides& of = sides[index(root(topOf(link.lower)))];
        of.lowers += counted[index(topOf(link.lower))]++ == 0 ? 1 : 0;
        counted[index(topOf(link.lower))] = 1;
        of.uppers += counted[index(bottomOf(link.upper))] == 0 ? 1 : 0;
        counted[index(bottomOf(link.upper))] = 1;
    }
    for (const FabricLink& link : routes_.links) {
        const Sides& of = sides[index(root(topOf(link.lower)))];
        hub_.push_back(of.lowers < of.uppers ? link.lower : link.upper);
    }
}

void Router::sortByHub()
{
    struct Place
    {
        bool upwards;
        int hub;
        double x;
        int other;
        int link;

        auto operator<=>(const Place&) const = default;
    };
    std::vector<Place> places;
    places.reserve(routes_.links.size());
    for (int link = 0; link < static_cast<int>(routes_.links.size()); ++link) {
        const int hub = hub_[index(link)];
        const int other = otherEnd(link);
        places.push_back(
            {hub == routes_.links[index(link)].lower, hub, middle(other), other, link});
    }
    std::ranges::sort(places);
    placeOf_.resize(places.size());
    std::vector<FabricLink> links;
    links.reserve(places.size());
    std::vector<int> hubs;
    hubs.reserve(places.size());
    for (const Place& place : places) {
        placeOf_[index(place.link)] = static_cast<int>(links.size());
        links.push_back(routes_.links[index(place.link)]);
        hubs.push_back(place.hub);
    }
    routes_.links = std::move(links);
    hub_ = std::move(hubs);
}

// Evenly over the side of a box, in the order of the other ends.
void Router::spreadPorts(const std::vector<int>& links, int box, std::vector<double>& x) const
{
    struct Port
    {
        double farX;
        int link;

        auto operator<=>(const Port&) const = default;
    };
    std::vector<Port> ports;
    ports.reserve(links.size());
    for (const int link : links) {
        const FabricLink& of = routes_.links[index(link)];
        ports.push_back({middle(of.lower == box ? of.upper : of.lower), link});
    }
    std::ranges::sort(ports);
    const QRectF& area = boxes_[index(box)].area;
    const double pitch =
        (1.0 - 2.0 * portMargin) * area.width() / static_cast<double>(ports.size());
    for (std::size_t i = 0; i < ports.size(); ++i) {
        x[index(ports[i].link)] =
            area.left() + portMargin * area.width() + (static_cast<double>(i) + 0.5) * pitch;
    }
}

// The wider box takes a link where the narrower one sends it, if it reaches so far.
void Router::placePorts()
{
    const std::size_t count = routes_.links.size();
    routes_.lowerX.assign(count, 0.0);
    routes_.upperX.assign(count, 0.0);
    std::vector<std::vector<int>> tops(boxes_.size());
    std::vector<std::vector<int>> bottoms(boxes_.size());
    for (std::size_t link = 0; link < count; ++link) {
        tops[index(routes_.links[link].lower)].push_back(static_cast<int>(link));
        bottoms[index(routes_.links[link].upper)].push_back(static_cast<int>(link));
    }
    for (std::size_t box = 0; box < boxes_.size(); ++box) {
        spreadPorts(tops[box], static_cast<int>(box), routes_.lowerX);
        spreadPorts(bottoms[box], static_cast<int>(box), routes_.upperX);
    }
    for (std::size_t link = 0; link < count; ++link) {
        const QRectF& lower = boxes_[index(routes_.links[link].lower)].area;
        const QRectF& upper = boxes_[index(routes_.links[link].upper)].area;
        double& from = routes_.lowerX[link];
        double& to = routes_.upperX[link];
        const bool upperIsWider = upper.width() >= lower.width();
        const QRectF& wide = upperIsWider ? upper : lower;
        const double narrow = upperIsWider ? from : to;
        if (narrow > wide.left() && narrow < wide.right()) {
            from = to = narrow;
        }
    }
}

void Router::makeBundles()
{
    for (std::size_t link = 0; link < routes_.links.size(); ++link) {
        const FabricLink& of = routes_.links[link];
        const int channel = boxes_[index(of.lower)].tier;
        const auto number = static_cast<int>(link);
        const bool joins =
            link > 0 && hub_[link] == hub_[link - 1] && routes_.bundles.back().channel == channel;
        if (!joins) {
            routes_.bundles.push_back({.hub = hub_[link],
                                       .channel = channel,
                                       .firstLink = number,
                                       .trunk = middle(hub_[link])});
        }
        routes_.bundles.back().lastLink = number;
    }
}

// The lowest track of the channel that is free between the bundle's ends.
void Router::assignTracks()
{
    struct Stretch
    {
        double left;
        double right;
    };
    std::vector<std::vector<std::vector<Stretch>>> taken(channels);
    routes_.tracks.assign(channels, 0);
    for (FabricBundle& bundle : routes_.bundles) {
        Stretch own{bundle.trunk, bundle.trunk};
        bool bends = false;
        for (int link = bundle.firstLink; link <= bundle.lastLink; ++link) {
            if (isStraight(link)) {
                continue;
            }
            bends = true;
            const bool fromLower = bundle.hub == routes_.links[index(link)].lower;
            const double far =
                fromLower ? routes_.upperX[index(link)] : routes_.lowerX[index(link)];
            own = {std::min(own.left, far), std::max(own.right, far)};
        }
        if (!bends) {
            continue;
        }
        auto& tracks = taken[index(bundle.channel)];
        const auto isFree = [&](const std::vector<Stretch>& track) {
            return std::ranges::none_of(track, [&](const Stretch& other) {
                return other.left < own.right + fabric::gap && own.left < other.right + fabric::gap;
            });
        };
        auto track = std::ranges::find_if(tracks, isFree);
        if (track == tracks.end()) {
            track = tracks.insert(track, std::vector<Stretch>{});
        }
        track->push_back(own);
        bundle.track = static_cast<int>(track - tracks.begin());
        routes_.tracks[index(bundle.channel)] = static_cast<int>(tracks.size());
    }
}

// Draws one bundle.
class Tracer
{
public:
    Tracer(const FabricRoutes& routes,
           std::span<const FabricBox> boxes,
           std::vector<FabricSegment>& segments)
        : routes_(routes)
        , boxes_(boxes)
        , segments_(segments)
    {}

    void trace(const FabricBundle& bundle, double y);

private:
    struct Ends
    {
        QPointF atHub;
        QPointF far;
    };
    [[nodiscard]] Ends endsOf(int link, int hub) const;
    void add(QPointF a, QPointF b, int first, int last)
    {
        if (a != b) {
            segments_.push_back({.line = {a, b}, .firstLink = first, .lastLink = last});
        }
    }

    const FabricRoutes& routes_;
    std::span<const FabricBox> boxes_;
    std::vector<FabricSegment>& segments_;
};

Tracer::Ends Tracer::endsOf(int link, int hub) const
{
    const FabricLink& of = routes_.links[index(link)];
    const QRectF& lower = boxes_[index(of.lower)].area;
    const QRectF& upper = boxes_[index(of.upper)].area;
    // Switches of one tier are joined over their heads.
    const bool level = boxes_[index(of.lower)].tier == boxes_[index(of.upper)].tier;
    const QPointF low(routes_.lowerX[index(link)], lower.top());
    const QPointF high(routes_.upperX[index(link)], level ? upper.top() : upper.bottom());
    return hub == of.lower ? Ends{low, high} : Ends{high, low};
}

void Tracer::trace(const FabricBundle& bundle, double y)
{
    std::vector<int> bent; // from left to right
    for (int link = bundle.firstLink; link <= bundle.lastLink; ++link) {
        const Ends ends = endsOf(link, bundle.hub);
        if (std::abs(ends.atHub.x() - ends.far.x()) < straight) {
            add(ends.atHub, ends.far, link, link);
        } else {
            bent.push_back(link);
            add(ends.far, {ends.far.x(), y}, link, link);
        }
    }
    if (bent.empty()) {
        return;
    }
    // Bent links between two straight ones of a wide hub are drawn as a run with these: they are few.
    const auto farX = [&](int link) { return endsOf(link, bundle.hub).far.x(); };
    std::ranges::stable_sort(bent, {}, farX);
    const double hubY = endsOf(bent.front(), bundle.hub).atHub.y();
    add({bundle.trunk, hubY}, {bundle.trunk, y}, bent.front(), bent.back());
    for (std::size_t i = 0; i < bent.size(); ++i) {
        const double x = farX(bent[i]);
        if (x < bundle.trunk) {
            const double next =
                i + 1 < bent.size() ? std::min(farX(bent[i + 1]), bundle.trunk) : bundle.trunk;
            add({x, y}, {next, y}, bent.front(), bent[i]);
        } else {
            const double last = i > 0 ? std::max(farX(bent[i - 1]), bundle.trunk) : bundle.trunk;
            add({last, y}, {x, y}, bent[i], bent.back());
        }
    }
}

} // namespace

FabricRoutes routesOf(const FabricAcross& across, const FabricGraph& graph)
{
    return Router{across, graph}.take();
}

std::vector<FabricSegment> segmentsOf(const FabricRoutes& routes,
                                      std::span<const FabricBox> boxes,
                                      std::span<const double> firstTrack)
{
    std::vector<FabricSegment> segments;
    Tracer tracer{routes, boxes, segments};
    for (const FabricBundle& bundle : routes.bundles) {
        const double y = firstTrack[index(bundle.channel)] - fabric::trackPitch * bundle.track;
        tracer.trace(bundle, y);
    }
    return segments;
}

} // namespace rackwright::ui

#include "ui/fabric/fabric_layout.h"

#include "ui/fabric/fabric_across.h"
#include "ui/fabric/fabric_routes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rackwright::ui {

namespace {

constexpr int tierCount = static_cast<int>(Tier::FourthTier) + 1;
// How far layers and the channels between them grow to fill the view.
constexpr double tallestBox = 100.0;
constexpr double mostSpread = 400.0;

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// What a layer needs besides its boxes.
struct Room
{
    bool used = false;
    double head = 0.0; // frames' titles above the boxes
    double foot = 0.0;
};

std::array<Room, tierCount> roomsOf(const FabricParts& parts, const FabricAcross& across)
{
    std::array<Room, tierCount> rooms;
    for (const FabricBox& box : across.boxes) {
        rooms[index(box.tier)].used = true;
    }
    for (std::size_t i = 0; i < across.frames.size(); ++i) {
        const Part& part = parts.part(across.frames[i].part);
        Room& top = rooms[index(part.highestTier)];
        Room& bottom = rooms[index(part.lowestTier)];
        top.head = std::max(top.head, across.above[i]);
        bottom.foot = std::max(bottom.foot, across.below[i]);
    }
    return rooms;
}

double channelRoom(int tracks)
{
    return fabric::channelHeight + fabric::trackPitch * std::max(0, tracks - 1);
}

// From the servers up: y grows downwards, the servers' boxes end at 0 or above.
struct Stack
{
    std::vector<FabricLayer> layers;
    std::array<double, tierCount> firstTrack{};
    double top = 0.0;
    double bottom = 0.0;
};

struct Growth
{
    double boxHeight = fabric::boxHeight;
    double channel = 0.0;
};

Stack stackOf(const std::array<Room, tierCount>& rooms,
              const FabricRoutes& routes,
              const Growth& growth)
{
    Stack stack;
    double y = 0.0;
    for (int tier = 0; tier < tierCount; ++tier) {
        const Room& room = rooms[index(tier)];
        if (!room.used) {
            continue;
        }
        y -= room.foot;
        stack.layers.push_back({.tier = tier, .top = y - growth.boxHeight, .bottom = y});
        y -= growth.boxHeight + room.head;
        stack.top = y;
        const int tracks = routes.tracks.empty() ? 0 : routes.tracks[index(tier)];
        const double channel = channelRoom(tracks) + growth.channel;
        const double used = fabric::trackPitch * std::max(0, tracks - 1);
        stack.firstTrack[index(tier)] = y - (channel - used) / 2.0;
        y -= channel;
    }
    return stack;
}

// So that a drawing of this width fills the view.
Growth growthFor(const Stack& stack, double width, QSizeF view)
{
    Growth growth;
    const auto layers = static_cast<double>(stack.layers.size());
    double missing =
        std::max(0.0, width * view.height() / view.width() - (stack.bottom - stack.top));
    growth.boxHeight = std::min(tallestBox, growth.boxHeight + missing / layers / 2.0);
    missing -= layers * (growth.boxHeight - fabric::boxHeight);
    growth.channel = layers < 2.0 ? 0.0 : std::min(missing / (layers - 1.0), mostSpread);
    return growth;
}

} // namespace

double cableWidth(int cables)
{
    return cables <= 0 ? 0.0 : std::min(1.0 + 0.55 * std::log2(cables), 8.0);
}

FabricLayout fabricLayout(const FabricParts& parts,
                          const network::FabricGraph& graph,
                          const FabricArrangement& arrangement,
                          const FabricRoom& room)
{
    FabricAcross across = placedAcross(parts, graph, arrangement, room);
    if (across.boxes.empty()) {
        return {};
    }
    FabricRoutes routes = routesOf(across, graph);
    const std::array<Room, tierCount> rooms = roomsOf(parts, across);
    QRectF area = across.boxes.front().area;
    const auto widen = [&](const QRectF& by) {
        area.setLeft(std::min(area.left(), by.left()));
        area.setRight(std::max(area.right(), by.right()));
    };
    std::ranges::for_each(across.boxes, widen, &FabricBox::area);
    std::ranges::for_each(across.frames, widen, &FabricFrame::area);
    Stack stack = stackOf(rooms, routes, {});
    stack = stackOf(
        rooms, routes, growthFor(stack, room.width > 0.0 ? room.width : area.width(), room.view));

    std::array<FabricLayer, tierCount> layers;
    for (const FabricLayer& layer : stack.layers) {
        layers[index(layer.tier)] = layer;
    }
    for (FabricBox& box : across.boxes) {
        box.area.setTop(layers[index(box.tier)].top);
        box.area.setBottom(layers[index(box.tier)].bottom);
    }
    for (std::size_t i = 0; i < across.frames.size(); ++i) {
        QRectF& frame = across.frames[i].area;
        const Part& part = parts.part(across.frames[i].part);
        frame.setTop(layers[index(part.highestTier)].top - across.above[i]);
        frame.setBottom(layers[index(part.lowestTier)].bottom + across.below[i]);
        const bool below = titlePlace(parts, across.frames[i].part) == TitlePlace::Below;
        across.frames[i].title =
            QRectF(frame.left(),
                   below ? frame.bottom() - across.titleHeight - 1.0 : frame.top() + 1.0,
                   frame.width(),
                   across.titleHeight);
    }
    FabricLayout layout;
    layout.area = QRectF(QPointF(area.left(), stack.top), QPointF(area.right(), stack.bottom));
    layout.layers = std::move(stack.layers);
    layout.segments = segmentsOf(routes, across.boxes, stack.firstTrack);
    layout.boxes = std::move(across.boxes);
    layout.frames = std::move(across.frames);
    layout.links = std::move(routes.links);
    layout.boxOfNode = std::move(across.boxOfNode);
    layout.linkOfBundle = std::move(routes.linkOfBundle);
    return layout;
}

} // namespace rackwright::ui

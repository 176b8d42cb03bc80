// The second half of a layout: the links between boxes as orthogonal bundles.
#pragma once

#include "ui/fabric/fabric_across.h"

namespace rackwright::ui {

// Links that leave one box by a common trunk and run along a common track to their other ends.
struct FabricBundle
{
    int hub = 0; // box
    int channel = 0;
    int firstLink = 0;
    int lastLink = 0;
    int track = -1;     // in its channel, from the bottom; -1: all go straight
    double trunk = 0.0; // where the hub's common line is, from left to right
};

struct FabricRoutes
{
    std::vector<FabricLink> links; // those of a bundle are a run, from left to right
    std::vector<double> lowerX;    // by link: where it leaves its lower box
    std::vector<double> upperX;
    std::vector<FabricBundle> bundles;
    std::vector<int> tracks; // by channel, which lies above the tier of this number
    std::vector<int> linkOfBundle;
};

[[nodiscard]] FabricRoutes routesOf(const FabricAcross& across, const network::FabricGraph& graph);

// REQUIRES: the boxes have their places, and `channelBottom` says where each channel begins.
[[nodiscard]] std::vector<FabricSegment> segmentsOf(const FabricRoutes& routes,
                                                    std::span<const FabricBox> boxes,
                                                    std::span<const double> firstTrack);

} // namespace rackwright::ui

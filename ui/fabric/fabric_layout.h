// Where everything of a network is drawn: tiers as layers, servers at the bottom; folded parts as one box a tier.
#pragma once

#include "core/network/fabric_graph.h"
#include "ui/fabric/fabric_parts.h"

#include <QLineF>
#include <QRectF>
#include <QSizeF>

#include <map>
#include <string>
#include <vector>

namespace rackwright::ui {

// What the user folds and moves, by the keys of the parts.
struct FabricArrangement
{
    std::map<std::string, bool> unfolded; // only where it differs from the first arrangement
    std::map<std::string, double> moved;  // to the right

    friend bool operator==(const FabricArrangement&, const FabricArrangement&) = default;
};

// By part. As much as is readable at once: parts are unfolded level by level.
[[nodiscard]] std::vector<char> firstUnfolded(const FabricParts& parts);
[[nodiscard]] std::vector<char> unfoldedBy(const FabricParts& parts,
                                           const FabricArrangement& arrangement);

// The nodes of one tier of a folded part, or one node.
struct FabricBox
{
    int part = 0;
    int tier = 0;
    QRectF area;
    int nodes = 0;
    int rail = -1; // -1: none, or several
};

// Around a part that is drawn as several boxes.
struct FabricFrame
{
    int part = 0;
    QRectF area;
    int parent = -1; // frame
    QRectF title;
};

// The cables between two boxes.
struct FabricLink
{
    int lower = 0;
    int upper = 0;
    int cables = 0;
    int rail = -1; // -1: none, or several
};

// A straight piece of drawn links. Those that share it are a run of FabricLayout::links.
struct FabricSegment
{
    QLineF line;
    int firstLink = 0;
    int lastLink = 0; // the last itself
};

struct FabricLayer
{
    int tier = 0;
    double top = 0.0; // of the boxes
    double bottom = 0.0;
};

struct FabricLayout
{
    QRectF area;
    std::vector<FabricLayer> layers; // from the servers up
    std::vector<FabricBox> boxes;
    std::vector<FabricFrame> frames; // outer before inner
    std::vector<FabricLink> links;
    std::vector<FabricSegment> segments;
    std::vector<int> boxOfNode;
    std::vector<int> linkOfBundle; // -1: within a box
};

// The view that a drawing is made for: its layers are spread to the height, its titles stay readable.
struct FabricRoom
{
    QSizeF view;        // in pixels
    double width = 0.0; // of the drawing that fills it; 0: all of it
};

[[nodiscard]] FabricLayout fabricLayout(const FabricParts& parts,
                                        const network::FabricGraph& graph,
                                        const FabricArrangement& arrangement,
                                        const FabricRoom& room);

// How wide so many cables are drawn.
[[nodiscard]] double cableWidth(int cables);

// Sizes, in drawing units: pixels at 100 %.
namespace fabric {

inline constexpr double boxHeight = 48.0;
inline constexpr double nodeWidth = 46.0;
inline constexpr double serverWidth = 34.0;
inline constexpr double setWidth = 72.0;
inline constexpr double gap = 6.0;
inline constexpr double padding = 5.0;
inline constexpr double titleHeight = 20.0;
inline constexpr double trackPitch = 9.0;
inline constexpr double channelHeight = 30.0; // between two layers when no link bends there

} // namespace fabric

} // namespace rackwright::ui

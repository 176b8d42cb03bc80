// The first half of a layout: which boxes and frames there are, and where they are from left to right.
#pragma once

#include "ui/fabric/fabric_layout.h"

namespace rackwright::ui {

struct FabricAcross
{
    std::vector<FabricBox> boxes; // no height yet
    std::vector<FabricFrame> frames;
    std::vector<double> above; // by frame: its room above the boxes, with frames in it
    std::vector<double> below;
    double titleHeight = fabric::titleHeight; // more where all is drawn small
    std::vector<int> boxOfNode;
};

// Below the servers, where no link passes; above parts that end higher up.
enum class TitlePlace
{
    Above,
    Below,
};

[[nodiscard]] TitlePlace titlePlace(const FabricParts& parts, int part);

[[nodiscard]] FabricAcross placedAcross(const FabricParts& parts,
                                        const network::FabricGraph& graph,
                                        const FabricArrangement& arrangement,
                                        const FabricRoom& room);

} // namespace rackwright::ui

// How a network was left, folded and moved: each plan's networks are shown again so.
#pragma once

#include "ui/fabric/fabric_layout.h"

#include <QString>

namespace rackwright::ui {

[[nodiscard]] FabricArrangement keptArrangement(const QString& plan, const QString& network);
void keepArrangement(const QString& plan,
                     const QString& network,
                     const FabricArrangement& arrangement);

} // namespace rackwright::ui

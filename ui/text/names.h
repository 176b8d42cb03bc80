// What the kinds of things are called on the screen.
#pragma once

#include "core/model/catalogue.h"
#include "core/model/inventory.h"

#include <QString>

namespace rackwright::ui {

QString nameOf(RackRole role);        // "Compute rack"
QString nameOf(DeviceKind kind);      // "Server"
QString nameOf(Tier tier);            // "Leaf switch"
QString nameOf(FixtureKind kind);     // "Column"
QString nameOf(Facing side);          // "south"
QString nameOf(FabricPurpose use);    // "GPU network"
QString nameOf(Medium medium);        // "multimode fibre"
QString nameOf(PowerNodeKind kind);   // "Substation"
QString nameOf(CoolingNodeKind kind); // "Cooling tower"

// "unknown": what stands in the place of a value nobody knows.
QString unknownText();

// What a view says when there is nothing to show.
QString noPlanText();

} // namespace rackwright::ui

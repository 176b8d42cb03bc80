// Tells the tiers of a network whose file says little about them.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

#include <vector>

namespace rackwright::edit {

// One tier a node: as the file says, else as `known` devices of the plan are (null: no such device;
// switches of other networks than the one replaced count as servers), else as
// their names say ("leaf-3"), else by how far they are from servers. What has one cable only is a server
// where nothing else is. Fails with Invalid for a node that none of it tells.
Result<std::vector<Tier>> tiersOf(const ImportNetwork& edit,
                                  const std::vector<const Device*>& known,
                                  FabricId replaced,
                                  const Snapshot& snapshot);

} // namespace rackwright::edit

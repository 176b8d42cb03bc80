#include "core/edit/build_fabric.h"

namespace rackwright::edit {

Result<Change> resolveBuildFabric(const Snapshot&, const BuildFabric& edit)
{
    return Error{ErrorCode::ImpossibleDesign, edit.name, "no network can be built yet"};
}

} // namespace rackwright::edit

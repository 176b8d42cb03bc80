#include "core/edit/resolve.h"

#include "core/edit/array_edits.h"
#include "core/edit/build_fabric.h"
#include "core/edit/catalogue_edits.h"
#include "core/edit/device_edits.h"
#include "core/edit/import_network.h"
#include "core/edit/power_edits.h"
#include "core/edit/rack_edits.h"
#include "core/edit/scenario_edits.h"
#include "core/edit/site_edits.h"
#include "core/edit/tray_edits.h"

namespace rackwright::edit {

namespace {

Result<Change> resolveEdit(const Snapshot& snapshot, const BuildFabric& edit)
{
    return resolveBuildFabric(snapshot, edit);
}

Result<Change> resolveEdit(const Snapshot& snapshot, const ImportNetwork& edit)
{
    return resolveImportNetwork(snapshot, edit);
}

} // namespace

Result<Change> resolve(const Snapshot& snapshot, const Edit& edit)
{
    return std::visit([&](const auto& one) { return resolveEdit(snapshot, one); }, edit);
}

} // namespace rackwright::edit

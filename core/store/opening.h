// Makes plan files and opens them: from a path to a connection that can be trusted, or the reason why not.
#pragma once

#include "core/store/plan_file.h"
#include "core/store/schema.h"

namespace rackwright::store {

// The errors are those of PlanFile::create and PlanFile::open. `steps` is an argument so that tests can have
// versions of their own.
Status createPlan(const std::string& path, Migrations steps);

Result<std::unique_ptr<Database>> openPlan(const std::string& path,
                                           PlanFile::Access access,
                                           Migrations steps);

} // namespace rackwright::store

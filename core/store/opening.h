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

// Reading shows damage in what is read. Writing could spread damage in what is not (a page that is both free
// and in use): this looks at the whole file, through a connection of its own. Fails with FileDamaged.
Status checkWhole(const std::string& path);

} // namespace rackwright::store

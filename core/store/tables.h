// Every table of a plan, described.
#pragma once

#include "core/store/catalogue_columns.h" // IWYU pragma: export
#include "core/store/inventory_columns.h" // IWYU pragma: export
#include "core/store/scenario_columns.h"  // IWYU pragma: export

// Where figures come from: an origin is source keys that the plan has ("A-30, B3") or a clause that starts
// with "derived" or "assumed".
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <string_view>

namespace rackwright::exchange {

// Fails with Invalid; `subject` is what the origin is of.
Status checkOrigin(const Snapshot& snapshot, std::string_view subject, std::string_view origin);

// Of every row in the plan that has one. Fails for the first row whose origin is none.
Status checkOrigins(const Snapshot& snapshot);

} // namespace rackwright::exchange

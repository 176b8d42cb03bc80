// What the network command prints, a file for each kind of question.
#pragma once

#include "app/cli/network_case.h"

namespace rackwright::cli {

// What the failures of the case cost.
void reportImpact(const NetworkCase& asked, Output output);

// What each further failure would cost, and every two.
void reportSingleFailures(const NetworkCase& asked, Output output);
void reportDoubleFailures(const NetworkCase& asked, Output output);

} // namespace rackwright::cli

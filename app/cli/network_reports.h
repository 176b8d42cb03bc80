// What the network command prints, a file for each kind of question.
#pragma once

#include "app/cli/network_case.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rackwright::cli {

// What the failures of the case cost.
void reportImpact(const NetworkCase& asked, Output output);

struct TrafficQuestion
{
    std::string pattern;           // ring, hierarchical, all-to-all or pipeline
    int stride = 1;                // of a pipeline, in servers
    std::vector<std::string> jobs; // each a list of names; none: one job on all servers
};

// How full the links get. Fails with NotFound where a name is not in the network.
Status reportLoad(const NetworkCase& asked, const TrafficQuestion& question, Output output);

// What two sets of devices, each a list of names, can send each other. Fails as reportLoad(), or with Invalid.
Status reportCut(const NetworkCase& asked,
                 const std::string& from,
                 const std::string& to,
                 Output output);

struct AvailabilityQuestion
{
    double years = 1.0;
    std::uint64_t seed = 1;
};

// How much bandwidth there is over the years. Fails where the plan lacks assumptions about failures.
Status reportAvailability(const NetworkCase& asked,
                          const AvailabilityQuestion& question,
                          Output output);

// What each further failure would cost, and every two.
void reportSingleFailures(const NetworkCase& asked, Output output);
void reportDoubleFailures(const NetworkCase& asked, Output output);

} // namespace rackwright::cli

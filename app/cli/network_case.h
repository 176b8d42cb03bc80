// One network of a plan in the state that the user asks about, and how its parts are called.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "core/network/pair_survey.h"

#include <string>
#include <vector>

namespace rackwright::cli {

enum class Output
{
    Text,
    Json,
};

struct NetworkCase
{
    Snapshot plan;
    Fabric fabric;
    network::FabricGraph graph;
    network::Condition condition;
    std::vector<std::string> failures; // the names of what fails
};

// The network with this name, or the GPU network. Fails with NotFound.
Result<NetworkCase> openCase(const Snapshot& plan,
                             const std::string& network,
                             const std::vector<std::string>& failures);

[[nodiscard]] std::string nameOf(const NetworkCase& asked, network::NodeIndex node);
// A switch, or one cable of a bundle.
[[nodiscard]] std::string nameOf(const NetworkCase& asked, const network::Failing& failing);
[[nodiscard]] std::string nameOf(Tier tier);

// Numbers as people read them.
[[nodiscard]] std::string counted(double count);
[[nodiscard]] std::string percent(double share);

} // namespace rackwright::cli

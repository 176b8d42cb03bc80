// Lays cables: gives each its length and its medium.
#pragma once

#include "core/cabling/choice.h"
#include "core/cabling/router.h"

#include <vector>

namespace rackwright::cabling {

class Layer
{
public:
    // The snapshot must outlive it.
    explicit Layer(const Snapshot& snapshot)
        : router_(snapshot)
        , choice_(snapshot)
    {}

    void lay(Cable& cable, const Port& a, const Port& b, Bandwidth speed);

private:
    Router router_;
    Choice choice_;
};

// Which devices' cables are to be laid anew.
enum class Affected
{
    No,
    Yes,
};

// The cables that are laid otherwise in this plan than it says, and how. `devices`: only their cables are
// looked at, in the order of the plan's devices; empty: all are.
[[nodiscard]] std::vector<Cable> relaid(const Snapshot& plan,
                                        const std::vector<Affected>& devices = {});

} // namespace rackwright::cabling

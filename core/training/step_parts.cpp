#include "core/training/step_parts.h"

#include <array>

namespace rackwright::training {

std::span<const TimePart> timeParts()
{
    static constexpr std::array parts{
        TimePart{"compute_s", "Compute of the busiest stage", &StepTime::compute},
        TimePart{"tensor_traffic_s",
                 "Tensor-parallel traffic that is not hidden",
                 &StepTime::tensorTraffic},
        TimePart{"context_traffic_s",
                 "Context-parallel traffic that is not hidden",
                 &StepTime::contextTraffic},
        TimePart{"expert_traffic_s",
                 "Expert-parallel traffic that is not hidden",
                 &StepTime::expertTraffic},
        TimePart{"pipeline_traffic_s",
                 "Pipeline traffic that is not hidden",
                 &StepTime::pipelineTraffic},
        TimePart{"bubble_s", "Pipeline bubble", &StepTime::bubble},
        TimePart{
            "data_traffic_s", "Data-parallel traffic that is not hidden", &StepTime::dataTraffic},
        TimePart{"optimizer_s", "Optimiser", &StepTime::optimizer},
        TimePart{"host_s", "Work of the host", &StepTime::host},
        TimePart{"stragglers_s", "Waiting for the slowest", &StepTime::stragglers},
        TimePart{"loading_s", "Waiting for training data", &StepTime::loading},
    };
    return parts;
}

std::span<const MemoryPart> memoryParts()
{
    static constexpr std::array parts{
        MemoryPart{"weights_gib", "Weights", &MemoryUse::weights},
        MemoryPart{"gradients_gib", "Gradients", &MemoryUse::gradients},
        MemoryPart{"optimizer_gib", "Optimiser", &MemoryUse::optimizer},
        MemoryPart{"activations_gib", "Activations", &MemoryUse::activations},
        MemoryPart{"workspace_gib", "Workspace of libraries", &MemoryUse::workspace},
    };
    return parts;
}

} // namespace rackwright::training

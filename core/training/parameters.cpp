#include "core/training/parameters.h"

#include <array>

namespace rackwright::training {

std::span<const ParameterField> parameterFields()
{
    static constexpr std::array fields{
        ParameterField{"product_efficiency", &Parameters::productEfficiency},
        ParameterField{"product_edge", &Parameters::productEdge},
        ParameterField{"grouped_efficiency", &Parameters::groupedEfficiency},
        ParameterField{"attention_efficiency", &Parameters::attentionEfficiency},
        ParameterField{"attention_edge", &Parameters::attentionEdge},
        ParameterField{"attention_backward", &Parameters::attentionBackward},
        ParameterField{"memory_efficiency", &Parameters::memoryEfficiency},
        ParameterField{"elementwise_traffic", &Parameters::elementwiseTraffic},
        ParameterField{"launch_s", &Parameters::launchSeconds},
        ParameterField{"kernel_s", &Parameters::kernelSeconds},
        ParameterField{"scale_up_efficiency", &Parameters::scaleUpEfficiency},
        ParameterField{"scale_up_s", &Parameters::scaleUpSeconds},
        ParameterField{"network_efficiency", &Parameters::networkEfficiency},
        ParameterField{"network_s", &Parameters::networkSeconds},
        ParameterField{"exchange_efficiency", &Parameters::exchangeEfficiency},
        ParameterField{"network_exchange", &Parameters::networkExchange},
        ParameterField{"expert_launches", &Parameters::expertLaunches},
        ParameterField{"permute_traffic", &Parameters::permuteTraffic},
        ParameterField{"tensor_exposed", &Parameters::tensorExposed},
        ParameterField{"data_exposed", &Parameters::dataExposed},
        ParameterField{"pipeline_exposed", &Parameters::pipelineExposed},
        ParameterField{"expert_exposed", &Parameters::expertExposed},
        ParameterField{"context_exposed", &Parameters::contextExposed},
        ParameterField{"optimizer_traffic", &Parameters::optimizerTraffic},
        ParameterField{"step_s", &Parameters::stepSeconds},
        ParameterField{"jitter", &Parameters::jitter},
        ParameterField{"maturity", &Parameters::maturity},
    };
    return fields;
}

} // namespace rackwright::training

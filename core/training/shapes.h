// Whether a model, a cluster and a strategy can be at all, and with each other.
#pragma once

#include "core/base/result.h"
#include "core/training/strategy.h"
#include "core/training/training_model.h"

namespace rackwright::training {

// All of them fail with Invalid; subject names the field, detail says what is allowed.
Status checkModel(const TrainingModel& model);
Status checkCluster(const Cluster& cluster);

// The strategy on its own, with the model and with the cluster, which are checked too.
Status checkShapes(const TrainingModel& model, const Cluster& cluster, const Strategy& strategy);

} // namespace rackwright::training

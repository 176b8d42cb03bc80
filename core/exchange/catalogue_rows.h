// Rows of the catalogue as they are written down. Keys are snake_case and carry the unit:
//   sources       key*, fact*, location, confidence* (high medium low)
//   rack_types    slug*, name*, width_mm*, depth_mm*, height_mm*, height_units*, mass_kg, origin*
//   accelerators  slug*, name*, bf16_peak_tflops*, fp8_peak_tflops, memory_gb*, memory_bandwidth_gb_per_s*,
//                 scale_up_bandwidth_gb_per_s, design_power_w*, origin*
//   device_types  slug*, name*, manufacturer, kind* (server switch cooling_unit power_strip storage_server
//                 cpu_server other), height_units*, power_w, mass_kg, accelerator (slug), accelerator_count,
//                 ports, port_speed_gbps, origin*, power_origin*
//   cable_types   slug*, name*, medium* (dac acc aoc multimode single_mode twisted_pair), fastest_gbps*, reach_m*,
//                 diameter_mm*, kg_per_m, sold_lengths_m* (the shortest first), price*, origin*
//   assumptions   key*, group*, label*, unit*, value*, origin*
//   workloads     slug*, name*, kind* (architecture compute), precision* (bf16 fp8), origin*, layout_origin*,
//                 compute_flop and utilisation, or tokens and the layers as in model/catalogue.h
//   peers         name*, owner*, accelerator (slug), accelerators*, count*, date*, power_mw, cost_usd, origin*
// * needed. What is left out is not known. A value with its band is [low, likely, high].
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace rackwright::exchange {

[[nodiscard]] const std::vector<std::string_view>& catalogueLists();

// Adds one row to the list of that name. Fails with Invalid; `place` stands before the field.
// REQUIRES: the list is one of catalogueLists().
Status addRow(AddCatalogue& catalogue,
              std::string_view list,
              const nlohmann::json& row,
              const std::string& place);

} // namespace rackwright::exchange

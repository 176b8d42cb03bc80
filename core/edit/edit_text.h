// Edits written down: as a kind and a JSON object of parameters, in scenario steps, the change log and data
// files. Keys are snake_case and carry the unit. What every kind takes, * needed, the rest as in model/edit.h:
//   move_racks        racks* (names), dx_m, dy_m
//   turn_racks        racks*
//   remove_racks      racks*
//   duplicate_racks   racks*, dx_m, dy_m
//   rename_rack       rack*, name*
//   move_device       device* (name), rack*, unit (0)
//   mount_device      type*, rack*, unit (0), name
//   remove_devices    devices* (names)
//   set_site          name*, address, latitude_deg, longitude_deg, building_area_m2, width_m, depth_m, origin,
//                     outline_origin
//   add_hall          name*, x_m*, y_m*, width_m*, depth_m*, height_m*, array_rows, network_rows, row_depth_m,
//                     cold_aisle_m, hot_aisle_m, end_aisle_m, column_pitch_x_m, column_pitch_y_m,
//                     column_size_m, origin, doors: [{name, wall* (north east south west), along_m*, width_m*}]
//   add_arrays        hall*, arrays*, servers, racks_per_array, servers_per_rack, rack_type*, server_type*,
//                     cooling_unit_type, power_strip_type
//   add_racks         hall*, role (compute network storage cpu management), racks*, rack_type*, device_type,
//                     devices_per_rack, power_strip_type
//   build_fabric      purpose (gpu front_end out_of_band), kind (rail_optimised fat_tree rail_only), name*,
//                     switch_type*, upper_switch_type, nics_per_server, first_nic, link_speed_gbps*, tiers,
//                     oversubscription, planes, pod_servers, pod_oversubscription, pod_spines (shared per_rail),
//                     spare_ports, scale_up_servers, origin
//   add_trays         halls, height_m*, depth_m*, row_width_m*, main_width_m*, across (2), main_levels (1),
//                     across_levels (1), level_step_m, origin
//   add_tray          name*, hall, kind (over_row across between_halls), from_x_m*, from_y_m*, to_x_m*, to_y_m*,
//                     height_m*, width_m*, depth_m*, levels (1), level_step_m, origin
//   set_tray          tray* (its name now), and as add_tray but for hall, kind and levels
//   remove_trays      trays* (names)
//   add_power_node    name*, kind* (grid generator battery substation hall_switchgear busway), parent, hall,
//                     count, capacity_mw, storage_mwh, feed (none a b), in_service, retired, origin
//   feed_racks        parent*, halls, busway_capacity_mw, origin
//   add_cooling_node  name*, kind* (cooling_tower chilled_loop hall_loop), parent, hall, count, capacity_mw,
//                     origin
//   set_assumption    key*, likely*, low, high (both as likely when left out), origin
//   enable_step       scenario*, ordinal*, enabled (true)
//   add_bookmark      name*, camera* (nine numbers)
//   waive_finding     rule*, subject*, reason (open again when left out)
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

#include <string>
#include <string_view>

namespace rackwright::edit {

// Racks are named, and looked up in the snapshot. Fails with NotFound for a rack that is not there, else with
// Invalid; subject names the kind or "kind.field", detail says what is allowed.
Result<Edit> parseEdit(const Snapshot& snapshot,
                       std::string_view kind,
                       std::string_view parametersJson);

// Whether the edit is written well; says nothing about the racks that it names.
Status checkEdit(std::string_view kind, std::string_view parametersJson);

// The kind of an edit, as parseEdit takes it: "move_racks".
std::string_view kindOf(const Edit& edit);

// What the edit does in a few words, for the history: "Move 3 racks".
std::string describe(const Edit& edit);

} // namespace rackwright::edit

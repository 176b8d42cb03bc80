// Networks as files: GraphML, DOT, CSV and NetBox's cable list out; GraphML and CSV, also NetBox's, in.
// Devices are named as in the plan. GraphML: nodes with name, type, tier, rail, rack, unit; edges with network,
// a_port, b_port, medium, length_m, speed_gbps. CSV: a line a cable with the same fields, a_... and b_...
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

#include <optional>
#include <string>

namespace rackwright::exchange {

enum class NetworkFormat
{
    GraphMl,
    Dot,
    Csv,
    NetBoxCsv, // as NetBox imports cables in bulk
};

// By the end of the file's name: .graphml .dot .netbox.csv .csv
[[nodiscard]] std::optional<NetworkFormat> networkFormatOf(const std::string& path);

// Writes the cables of a network with their devices. The file appears whole or not at all; one that is there
// is replaced. Fails with FolderMissing, FileNotWritable, DiskFull, and with Invalid when the format knows
// devices by name and two have the same. REQUIRES: the name ends in a format.
Status writeNetwork(const Snapshot& snapshot, const Fabric& network, const std::string& path);

// Reads a GraphML or CSV file that anybody wrote. Tiers are numbers (0: server) or words; devices without are
// told by the plan, by their names or by who they are cabled to when the edit is resolved. `network` chooses
// one of several in the file. Fails with FileNotFound, FileNotReadable or Invalid with file, line and field.
Result<ImportNetwork> readNetwork(const std::string& path, const std::string& network = {});

} // namespace rackwright::exchange

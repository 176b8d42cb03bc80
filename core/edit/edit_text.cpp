#include "core/edit/edit_text.h"

#include "core/base/units.h"
#include "core/edit/draft.h"
#include "core/edit/json_fields.h"

#include <array>

namespace rackwright::edit {

namespace {

using namespace units;

constexpr Energy megawattHour = megawatt * hour;

// A field that was not asked for must know its unit constant once: `metres(fields, "dx_m")`.
Length metres(JsonFields& fields, const char* key)
{
    return fields.number(key) * metre;
}

Length metresOr0(JsonFields& fields, const char* key)
{
    return fields.numberOr(key, 0.0) * metre;
}

template <typename Q>
std::optional<Q> quantityIfAny(JsonFields& fields, const char* key, Q unit)
{
    const std::optional<double> number = fields.numberIfAny(key);
    return number ? std::optional{*number * unit} : std::nullopt;
}

template <typename Value>
using Spellings = std::span<const Spelling<Value>>;

constexpr Spelling<Facing> walls[] = {
    {"north", Facing::North},
    {"east", Facing::East},
    {"south", Facing::South},
    {"west", Facing::West},
};
constexpr Spelling<RackRole> roles[] = {
    {"compute", RackRole::Compute},
    {"network", RackRole::Network},
    {"storage", RackRole::Storage},
    {"cpu", RackRole::Cpu},
    {"management", RackRole::Management},
};
constexpr Spelling<FabricPurpose> purposes[] = {
    {"gpu", FabricPurpose::Gpu},
    {"front_end", FabricPurpose::FrontEnd},
    {"out_of_band", FabricPurpose::OutOfBand},
};
constexpr Spelling<PodSpines> podSpines[] = {
    {"shared", PodSpines::Shared},
    {"per_rail", PodSpines::PerRail},
};

constexpr Spelling<FabricKind> fabricKinds[] = {
    {"rail_optimised", FabricKind::RailOptimised},
    {"fat_tree", FabricKind::FatTree},
    {"rail_only", FabricKind::RailOnly},
};
constexpr Spelling<TrayKind> trayKinds[] = {
    {"over_row", TrayKind::OverRow},
    {"across", TrayKind::Across},
    {"between_halls", TrayKind::BetweenHalls},
};
constexpr Spelling<PowerNodeKind> powerKinds[] = {
    {"grid", PowerNodeKind::Grid},
    {"generator", PowerNodeKind::Generator},
    {"battery", PowerNodeKind::Battery},
    {"substation", PowerNodeKind::Substation},
    {"hall_switchgear", PowerNodeKind::HallSwitchgear},
    {"busway", PowerNodeKind::Busway},
};
constexpr Spelling<Feed> feeds[] = {{"none", Feed::None}, {"a", Feed::A}, {"b", Feed::B}};
constexpr Spelling<CoolingNodeKind> coolingKinds[] = {
    {"cooling_tower", CoolingNodeKind::CoolingTower},
    {"chilled_loop", CoolingNodeKind::ChilledLoop},
    {"hall_loop", CoolingNodeKind::HallLoop},
};

// The fields of an edit and the plan in which it names racks.
struct Parameters
{
    JsonFields& fields;
    const Snapshot* snapshot; // null: racks are not looked up
    std::optional<Error> missing;

    RackId rack(const std::string& name)
    {
        const Rack* found = snapshot == nullptr ? nullptr : findRack(*snapshot, name);
        if (found == nullptr && snapshot != nullptr && !missing) {
            missing = notFound("rack", name);
        }
        return found == nullptr ? RackId{} : found->id;
    }

    DeviceId device(const std::string& name)
    {
        const Device* found =
            snapshot == nullptr ? nullptr : findBy(snapshot->devices, &Device::name, name);
        if (found == nullptr && snapshot != nullptr && !missing) {
            missing = notFound("device", name);
        }
        return found == nullptr ? DeviceId{} : found->id;
    }

    std::vector<RackId> racks()
    {
        std::vector<RackId> ids;
        for (const std::string& name : fields.texts("racks")) {
            ids.push_back(rack(name));
        }
        return ids;
    }
};

Edit moveRacks(Parameters& source)
{
    return MoveRacks{.racks = source.racks(),
                     .dx = metresOr0(source.fields, "dx_m"),
                     .dy = metresOr0(source.fields, "dy_m")};
}

Edit turnRacks(Parameters& source)
{
    return TurnRacks{source.racks()};
}

Edit removeRacks(Parameters& source)
{
    return RemoveRacks{source.racks()};
}

Edit duplicateRacks(Parameters& source)
{
    return DuplicateRacks{.racks = source.racks(),
                          .dx = metresOr0(source.fields, "dx_m"),
                          .dy = metresOr0(source.fields, "dy_m")};
}

Edit renameRack(Parameters& source)
{
    const RackId rack = source.rack(source.fields.text("rack"));
    return RenameRack{.rack = rack, .name = source.fields.text("name")};
}

Edit moveDevice(Parameters& source)
{
    const DeviceId device = source.device(source.fields.text("device"));
    const RackId rack = source.rack(source.fields.text("rack"));
    return MoveDevice{.device = device, .rack = rack, .unit = source.fields.integerOr("unit", 0)};
}

Edit mountDevice(Parameters& source)
{
    const RackId rack = source.rack(source.fields.text("rack"));
    return MountDevice{.type = source.fields.text("type"),
                       .rack = rack,
                       .unit = source.fields.integerOr("unit", 0),
                       .name = source.fields.textOr("name", {})};
}

Edit removeDevices(Parameters& source)
{
    RemoveDevices edit;
    for (const std::string& name : source.fields.texts("devices")) {
        edit.devices.push_back(source.device(name));
    }
    return edit;
}

Edit setSite(Parameters& source)
{
    JsonFields& fields = source.fields;
    return SetSite{{.id = {},
                    .name = fields.text("name"),
                    .address = fields.textOr("address", {}),
                    .latitudeDegrees = fields.numberIfAny("latitude_deg"),
                    .longitudeDegrees = fields.numberIfAny("longitude_deg"),
                    .buildingArea = quantityIfAny(fields, "building_area_m2", squareMetre),
                    .width = metresOr0(fields, "width_m"),
                    .depth = metresOr0(fields, "depth_m"),
                    .origin = fields.textOr("origin", {}),
                    .outlineOrigin = fields.textOr("outline_origin", {})}};
}

std::vector<AddHall::Door> doorsOf(JsonFields& hall)
{
    std::vector<AddHall::Door> doors;
    for (JsonFields& fields : hall.objects("doors")) {
        doors.push_back({.name = fields.textOr("name", {}),
                         .wall = fields.choice("wall", Spellings<Facing>{walls}),
                         .along = metres(fields, "along_m"),
                         .width = metres(fields, "width_m")});
        hall.takeErrorOf(fields);
    }
    return doors;
}

Edit addHall(Parameters& source)
{
    JsonFields& fields = source.fields;
    return AddHall{.name = fields.text("name"),
                   .area = {.x = metres(fields, "x_m"),
                            .y = metres(fields, "y_m"),
                            .width = metres(fields, "width_m"),
                            .depth = metres(fields, "depth_m")},
                   .height = metres(fields, "height_m"),
                   .arrayRows = fields.integerOr("array_rows", 0),
                   .networkRows = fields.integerOr("network_rows", 0),
                   .rowDepth = metresOr0(fields, "row_depth_m"),
                   .coldAisle = metresOr0(fields, "cold_aisle_m"),
                   .hotAisle = metresOr0(fields, "hot_aisle_m"),
                   .endAisle = metresOr0(fields, "end_aisle_m"),
                   .columnPitchX = metresOr0(fields, "column_pitch_x_m"),
                   .columnPitchY = metresOr0(fields, "column_pitch_y_m"),
                   .columnSize = metresOr0(fields, "column_size_m"),
                   .doors = doorsOf(fields),
                   .origin = fields.textOr("origin", {})};
}

Edit addArrays(Parameters& source)
{
    JsonFields& fields = source.fields;
    return AddArrays{.hall = fields.text("hall"),
                     .arrays = fields.integer("arrays"),
                     .servers = fields.integerIfAny("servers"),
                     .racksPerArray = fields.integerOr("racks_per_array", 8),
                     .serversPerRack = fields.integerOr("servers_per_rack", 8),
                     .rackType = fields.text("rack_type"),
                     .serverType = fields.text("server_type"),
                     .coolingUnitType = fields.textOr("cooling_unit_type", {}),
                     .powerStripType = fields.textOr("power_strip_type", {})};
}

Edit addRacks(Parameters& source)
{
    JsonFields& fields = source.fields;
    return AddRacks{.hall = fields.text("hall"),
                    .role = fields.choiceOr("role", Spellings<RackRole>{roles}, RackRole::Network),
                    .racks = fields.integer("racks"),
                    .rackType = fields.text("rack_type"),
                    .deviceType = fields.textOr("device_type", {}),
                    .devicesPerRack = fields.integerOr("devices_per_rack", 0),
                    .powerStripType = fields.textOr("power_strip_type", {})};
}

Edit buildFabric(Parameters& source)
{
    JsonFields& fields = source.fields;
    return BuildFabric{
        .purpose =
            fields.choiceOr("purpose", Spellings<FabricPurpose>{purposes}, FabricPurpose::Gpu),
        .kind =
            fields.choiceOr("kind", Spellings<FabricKind>{fabricKinds}, FabricKind::RailOptimised),
        .name = fields.text("name"),
        .switchType = fields.text("switch_type"),
        .upperSwitchType = fields.textOr("upper_switch_type", {}),
        .nicsPerServer = fields.integerOr("nics_per_server", 8),
        .firstNic = fields.integerOr("first_nic", 0),
        .linkSpeed = fields.number("link_speed_gbps") * gigabitPerSecond,
        .tiers = fields.integerOr("tiers", 0),
        .oversubscription = fields.numberOr("oversubscription", 1.0),
        .planes = fields.integerOr("planes", 1),
        .podServers = fields.integerOr("pod_servers", 0),
        .podOversubscription = fields.numberOr("pod_oversubscription", 1.0),
        .podSpines =
            fields.choiceOr("pod_spines", Spellings<PodSpines>{podSpines}, PodSpines::Shared),
        .sparePorts = fields.integerOr("spare_ports", 0),
        .scaleUpServers = fields.integerOr("scale_up_servers", 0),
        .origin = fields.textOr("origin", {})};
}

Edit addTrays(Parameters& source)
{
    JsonFields& fields = source.fields;
    return AddTrays{.halls = fields.textsOrNone("halls"),
                    .height = metres(fields, "height_m"),
                    .depth = metres(fields, "depth_m"),
                    .rowWidth = metres(fields, "row_width_m"),
                    .mainWidth = metres(fields, "main_width_m"),
                    .across = fields.integerOr("across", 2),
                    .mainLevels = fields.integerOr("main_levels", 1),
                    .acrossLevels = fields.integerOr("across_levels", 1),
                    .levelStep = fields.numberOr("level_step_m", 0.0) * metre,
                    .origin = fields.textOr("origin", {})};
}

Tray trayOf(JsonFields& fields)
{
    return {.id = {},
            .hall = {},
            .name = fields.text("name"),
            .kind = fields.choiceOr("kind", Spellings<TrayKind>{trayKinds}, TrayKind::OverRow),
            .from = {metres(fields, "from_x_m"), metres(fields, "from_y_m")},
            .to = {metres(fields, "to_x_m"), metres(fields, "to_y_m")},
            .height = metres(fields, "height_m"),
            .width = metres(fields, "width_m"),
            .depth = metres(fields, "depth_m"),
            .origin = fields.textOr("origin", {})};
}

Edit addTray(Parameters& source)
{
    JsonFields& fields = source.fields;
    return AddTray{.tray = trayOf(fields),
                   .hall = fields.textOr("hall", {}),
                   .levels = fields.integerOr("levels", 1),
                   .levelStep = fields.numberOr("level_step_m", 0.0) * metre};
}

Edit setTray(Parameters& source)
{
    return SetTray{.name = source.fields.text("tray"), .tray = trayOf(source.fields)};
}

Edit removeTrays(Parameters& source)
{
    return RemoveTrays{source.fields.texts("trays")};
}

Edit addPowerNode(Parameters& source)
{
    JsonFields& fields = source.fields;
    return AddPowerNode{
        .node = {.id = {},
                 .parent = {},
                 .kind = fields.choice("kind", Spellings<PowerNodeKind>{powerKinds}),
                 .name = fields.text("name"),
                 .count = fields.integerOr("count", 1),
                 .capacity = quantityIfAny(fields, "capacity_mw", megawatt),
                 .storage = quantityIfAny(fields, "storage_mwh", megawattHour),
                 .hall = {},
                 .feed = fields.choiceOr("feed", Spellings<Feed>{feeds}, Feed::None),
                 .inService = fields.textOr("in_service", {}),
                 .retired = fields.textOr("retired", {}),
                 .origin = fields.textOr("origin", {})},
        .parent = fields.textOr("parent", {}),
        .hall = fields.textOr("hall", {})};
}

Edit feedRacks(Parameters& source)
{
    JsonFields& fields = source.fields;
    return FeedRacks{.parent = fields.text("parent"),
                     .halls = fields.textsOrNone("halls"),
                     .buswayCapacity = quantityIfAny(fields, "busway_capacity_mw", megawatt),
                     .origin = fields.textOr("origin", {})};
}

Edit addCoolingNode(Parameters& source)
{
    JsonFields& fields = source.fields;
    return AddCoolingNode{
        .node = {.id = {},
                 .parent = {},
                 .kind = fields.choice("kind", Spellings<CoolingNodeKind>{coolingKinds}),
                 .name = fields.text("name"),
                 .count = fields.integerOr("count", 1),
                 .capacity = quantityIfAny(fields, "capacity_mw", megawatt),
                 .hall = {},
                 .origin = fields.textOr("origin", {})},
        .parent = fields.textOr("parent", {}),
        .hall = fields.textOr("hall", {})};
}

Edit setAssumption(Parameters& source)
{
    JsonFields& fields = source.fields;
    const double likely = fields.number("likely");
    return SetAssumption{.key = fields.text("key"),
                         .value = {.low = fields.numberOr("low", likely),
                                   .likely = likely,
                                   .high = fields.numberOr("high", likely)},
                         .origin = fields.textOr("origin", {})};
}

Edit enableStep(Parameters& source)
{
    JsonFields& fields = source.fields;
    return EnableStep{.scenario = fields.text("scenario"),
                      .ordinal = fields.integer("ordinal"),
                      .enabled = fields.flagOr("enabled", true) ? Enabled::Yes : Enabled::No};
}

Edit addBookmark(Parameters& source)
{
    Bookmark bookmark;
    bookmark.name = source.fields.text("name");
    std::ranges::copy(source.fields.numbers("camera", bookmark.camera.size()),
                      bookmark.camera.begin());
    return AddBookmark{std::move(bookmark)};
}

Edit waiveFinding(Parameters& source)
{
    JsonFields& fields = source.fields;
    return WaiveFinding{.rule = fields.text("rule"),
                        .subject = fields.text("subject"),
                        .reason = fields.textOr("reason", {})};
}

struct Kind
{
    std::string_view name;
    Edit (*parse)(Parameters&); // null: read from files only
};

// In the order of the variant Edit.
constexpr Kind kinds[] = {
    {"move_racks", moveRacks},
    {"turn_racks", turnRacks},
    {"remove_racks", removeRacks},
    {"duplicate_racks", duplicateRacks},
    {"rename_rack", renameRack},
    {"move_device", moveDevice},
    {"mount_device", mountDevice},
    {"remove_devices", removeDevices},
    {"set_site", setSite},
    {"add_hall", addHall},
    {"add_arrays", addArrays},
    {"add_racks", addRacks},
    {"build_fabric", buildFabric},
    {"import_network", nullptr},
    {"add_trays", addTrays},
    {"add_tray", addTray},
    {"set_tray", setTray},
    {"remove_trays", removeTrays},
    {"add_power_node", addPowerNode},
    {"feed_racks", feedRacks},
    {"add_cooling_node", addCoolingNode},
    {"add_catalogue", nullptr},
    {"set_assumption", setAssumption},
    {"add_scenario", nullptr},
    {"enable_step", enableStep},
    {"add_bookmark", addBookmark},
    {"waive_finding", waiveFinding},
};
static_assert(std::size(kinds) == std::variant_size_v<Edit>);

Error unknownKind(std::string_view kind)
{
    std::string known = "must be one of";
    for (const Kind& each : kinds) {
        if (each.parse != nullptr) {
            known += ' ' + std::string{each.name};
        }
    }
    return {ErrorCode::Invalid, "kind " + std::string{kind}, known};
}

Result<Edit> parse(const Snapshot* snapshot, std::string_view kind, std::string_view text)
{
    const auto known = std::ranges::find(kinds, kind, &Kind::name);
    if (known == std::end(kinds) || known->parse == nullptr) {
        return unknownKind(kind);
    }
    const auto json = nlohmann::json::parse(text, nullptr, false);
    JsonFields fields(json, std::string{kind});
    Parameters source{fields, snapshot, {}};
    Edit edit = known->parse(source);
    if (const Status finished = fields.finish(); !finished) {
        return finished.error();
    }
    if (source.missing) {
        return *source.missing;
    }
    return edit;
}

} // namespace

Result<Edit> parseEdit(const Snapshot& snapshot,
                       std::string_view kind,
                       std::string_view parametersJson)
{
    return parse(&snapshot, kind, parametersJson);
}

Status checkEdit(std::string_view kind, std::string_view parametersJson)
{
    const Result<Edit> edit = parse(nullptr, kind, parametersJson);
    return edit ? Status{Done{}} : Status{edit.error()};
}

std::string_view kindOf(const Edit& edit)
{
    return kinds[edit.index()].name;
}

} // namespace rackwright::edit

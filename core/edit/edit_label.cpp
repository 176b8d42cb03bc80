#include "core/edit/edit_text.h"

namespace rackwright::edit {

namespace {

std::string counted(long count, std::string_view thing)
{
    return std::to_string(count) + ' ' + std::string{thing} + (count == 1 ? "" : "s");
}

// What an edit does, for the history.
struct Describer
{
    std::string operator()(const MoveRacks& e) const
    {
        return "Move " + counted(std::ssize(e.racks), "rack");
    }
    std::string operator()(const TurnRacks& e) const
    {
        return "Turn " + counted(std::ssize(e.racks), "rack");
    }
    std::string operator()(const RemoveRacks& e) const
    {
        return "Remove " + counted(std::ssize(e.racks), "rack");
    }
    std::string operator()(const DuplicateRacks& e) const
    {
        return "Duplicate " + counted(std::ssize(e.racks), "rack");
    }
    std::string operator()(const RenameRack& e) const { return "Rename a rack " + e.name; }
    std::string operator()(const MoveDevice&) const { return "Move a device"; }
    std::string operator()(const MountDevice& e) const { return "Mount a device " + e.type; }
    std::string operator()(const RemoveDevices& e) const
    {
        return "Remove " + counted(std::ssize(e.devices), "device");
    }
    std::string operator()(const SetSite& e) const { return "Set the site " + e.site.name; }
    std::string operator()(const AddHall& e) const { return "Add " + e.name; }
    std::string operator()(const AddArrays& e) const
    {
        return "Add " + counted(e.arrays, "array") + " to " + e.hall;
    }
    std::string operator()(const AddRacks& e) const
    {
        return "Add " + counted(e.racks, "rack") + " to " + e.hall;
    }
    std::string operator()(const BuildFabric& e) const { return "Build the network " + e.name; }
    std::string operator()(const ImportNetwork& e) const { return "Import the network " + e.name; }
    std::string operator()(const AddTrays& e) const
    {
        return e.halls.size() == 1 ? "Hang trays in " + e.halls.front() : "Hang trays";
    }
    std::string operator()(const AddTray& e) const { return "Add the tray " + e.tray.name; }
    std::string operator()(const SetTray& e) const { return "Change the tray " + e.name; }
    std::string operator()(const RemoveTrays& e) const
    {
        return "Remove " + counted(std::ssize(e.trays), "tray");
    }
    std::string operator()(const AddPowerNode& e) const { return "Add " + e.node.name; }
    std::string operator()(const FeedRacks& e) const { return "Feed racks from " + e.parent; }
    std::string operator()(const AddCoolingNode& e) const { return "Add " + e.node.name; }
    std::string operator()(const AddCatalogue& e) const
    {
        const std::size_t others = e.sources.size() + e.rackTypes.size() + e.accelerators.size() +
                                   e.deviceTypes.size() + e.assumptions.size() + e.peers.size();
        return others == 0 && e.workloads.size() == 1 ? "Set the workload " + e.workloads[0].name
                                                      : "Add to the catalogue";
    }
    std::string operator()(const SetAssumption& e) const { return "Set " + e.key; }
    std::string operator()(const AddScenario& e) const
    {
        return "Add the scenario " + e.scenario.name;
    }
    std::string operator()(const EnableStep& e) const
    {
        return (e.enabled == Enabled::Yes ? "Enable step " : "Disable step ") +
               std::to_string(e.ordinal) + " of " + e.scenario;
    }
    std::string operator()(const AddBookmark& e) const
    {
        return "Add the bookmark " + e.bookmark.name;
    }
    std::string operator()(const WaiveFinding& e) const
    {
        return (e.reason.empty() ? "Open the finding about " : "Waive the finding about ") +
               e.subject;
    }
};

} // namespace

std::string describe(const Edit& edit)
{
    return std::visit(Describer{}, edit);
}

} // namespace rackwright::edit

// Finds rack units for devices that come with a network: in the racks that they name, else in racks of a new
// hall beside the others.
#pragma once

#include "core/base/result.h"
#include "core/edit/draft.h"
#include "core/edit/switch_room.h"
#include "core/model/snapshot.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace rackwright::edit {

class NetworkHousing
{
public:
    // Writes to `change`; both must outlive it. Devices removed in `change` take no room. New racks have
    // `highest` units at least.
    NetworkHousing(const Snapshot& snapshot, std::string network, int highest, Change& change);

    // `rack` empty: any of the new hall; `unit` 0: any of the rack. Fails with Collision or DoesNotFit.
    Result<SwitchPlace> place(const std::string& rack, int unit, int heightUnits);

    // Gives the new hall its size. Call when all devices have their place.
    void finish();

private:
    struct Space
    {
        RackId rack;
        std::string name;
        std::vector<bool> taken; // by unit
    };

    Space& spaceOf(const std::string& rack);
    Space& looseSpace(int heightUnits);
    Space& addRack(const std::string& name);
    void addHall();
    [[nodiscard]] int heightOf(RackTypeId type) const;

    const Snapshot& snapshot_;
    std::string network_;
    Change& change_;
    Draft<Rack> racks_;
    RackType rackType_; // of new racks
    Hall hall_;
    std::unordered_map<std::string, std::size_t> spaceOfRack_;
    std::unordered_map<RackId, std::vector<const Device*>> devicesOfRack_;
    std::vector<Space> spaces_;
    std::size_t loose_ = 0; // the rack that devices without one go to, + 1; 0: none yet
    int looseRacks_ = 0;
    int newRacks_ = 0;
};

} // namespace rackwright::edit

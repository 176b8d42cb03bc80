#include "core/exchange/origins.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string>
#include <utility>

namespace rackwright::exchange {
namespace {

using Keys = std::set<std::string_view>;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    return first == text.npos ? std::string_view{}
                              : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// What is wrong with an origin; empty when nothing is.
std::string complaint(std::string_view origin, const Keys& keys)
{
    if (origin.empty()) {
        return "has no origin";
    }
    if (origin.starts_with("derived") || origin.starts_with("assumed")) {
        return {};
    }
    while (!origin.empty()) {
        const auto comma = origin.find(',');
        const std::string_view key = trimmed(origin.substr(0, comma));
        if (!keys.contains(key)) {
            return fmt::format("\"{}\" is neither a source key nor a clause that starts with "
                               "\"derived\" or \"assumed\"",
                               key);
        }
        origin = comma == origin.npos ? std::string_view{} : origin.substr(comma + 1);
    }
    return {};
}

Keys keysOf(const Snapshot& snapshot)
{
    Keys keys;
    for (const Source& source : snapshot.sources) {
        keys.insert(source.key);
    }
    return keys;
}

// Remembers the first row whose origin is wrong.
class OriginCheck
{
public:
    explicit OriginCheck(const Snapshot& snapshot)
        : keys_(keysOf(snapshot))
    {}

    template <typename Row, typename Name>
    void check(const Table<Row>& rows, Name name, std::string Row::*origin)
    {
        for (const Row& row : rows) {
            if (!status_) {
                return;
            }
            if (std::string wrong = complaint(row.*origin, keys_); !wrong.empty()) {
                status_ = Error{ErrorCode::Invalid, row.*name, std::move(wrong)};
            }
        }
    }

    [[nodiscard]] const Status& status() const { return status_; }

private:
    Keys keys_;
    Status status_ = Done{};
};

} // namespace

Status checkOrigin(const Snapshot& snapshot, std::string_view subject, std::string_view origin)
{
    std::string wrong = complaint(origin, keysOf(snapshot));
    if (wrong.empty()) {
        return Done{};
    }
    return Error{ErrorCode::Invalid, std::string{subject}, std::move(wrong)};
}

Status checkOrigins(const Snapshot& snapshot)
{
    OriginCheck origins(snapshot);
    origins.check(snapshot.sites, &Site::name, &Site::origin);
    origins.check(snapshot.sites, &Site::name, &Site::outlineOrigin);
    origins.check(snapshot.rackTypes, &RackType::slug, &RackType::origin);
    origins.check(snapshot.accelerators, &Accelerator::slug, &Accelerator::origin);
    origins.check(snapshot.deviceTypes, &DeviceType::slug, &DeviceType::origin);
    origins.check(snapshot.deviceTypes, &DeviceType::slug, &DeviceType::powerOrigin);
    origins.check(snapshot.cableTypes, &CableType::slug, &CableType::origin);
    origins.check(snapshot.assumptions, &Assumption::key, &Assumption::origin);
    origins.check(snapshot.workloads, &Workload::slug, &Workload::origin);
    origins.check(snapshot.workloads, &Workload::slug, &Workload::layoutOrigin);
    origins.check(snapshot.peers, &Peer::name, &Peer::origin);
    origins.check(snapshot.halls, &Hall::name, &Hall::origin);
    origins.check(snapshot.fabrics, &Fabric::name, &Fabric::origin);
    origins.check(snapshot.trays, &Tray::name, &Tray::origin);
    origins.check(snapshot.powerNodes, &PowerNode::name, &PowerNode::origin);
    origins.check(snapshot.coolingNodes, &CoolingNode::name, &CoolingNode::origin);
    return origins.status();
}

} // namespace rackwright::exchange

#include "core/edit/names.h"

#include <charconv>
#include <fmt/format.h>

namespace rackwright::edit {

namespace {

// Where the number at the end of a name begins; its size when it has none. Longer numbers than a plan
// can have places are part of the stem.
std::size_t numberAt(std::string_view name)
{
    constexpr std::size_t longest = 6;
    std::size_t at = name.size();
    while (at > 0 && name.size() - at < longest && name[at - 1] >= '0' && name[at - 1] <= '9') {
        --at;
    }
    return at;
}

} // namespace

std::string shortName(std::string_view hall)
{
    const std::string_view number = hall.substr(numberAt(hall));
    return number.empty() ? std::string{hall} : fmt::format("H{}", number);
}

std::string twoDigits(int number)
{
    return fmt::format("{:02}", number);
}

RackNames::RackNames(const Snapshot& snapshot)
{
    taken_.reserve(snapshot.racks.size());
    for (const Rack& rack : snapshot.racks) {
        taken_.insert(rack.name);
    }
}

std::string RackNames::next(const std::string& hallShort, const std::string& row, int number)
{
    return take(fmt::format("{}-{}-", hallShort, row), number);
}

std::string RackNames::copyOf(const std::string& name)
{
    const std::size_t at = numberAt(name);
    int number = 1;
    std::from_chars(name.data() + at, name.data() + name.size(), number);
    return take(at == name.size() ? name + '-' : name.substr(0, at), number + 1);
}

std::string RackNames::take(const std::string& stem, int number)
{
    std::string name = stem + twoDigits(number);
    while (!taken_.insert(name).second) {
        name = stem + twoDigits(++number);
    }
    return name;
}

std::string buswayName(const std::string& hallShort, const std::string& row, Feed feed)
{
    return fmt::format("{}-{}-{}", hallShort, row, feed == Feed::B ? 'B' : 'A');
}

const PowerNode* buswayOf(const Snapshot& snapshot, const Row& row, Feed feed)
{
    const Hall* hall = snapshot.halls.find(row.hall);
    if (hall == nullptr) {
        return nullptr;
    }
    const std::string name = buswayName(shortName(hall->name), row.name, feed);
    const auto found = std::ranges::find_if(snapshot.powerNodes, [&](const PowerNode& node) {
        return node.kind == PowerNodeKind::Busway && node.hall == row.hall && node.name == name;
    });
    return found == snapshot.powerNodes.end() ? nullptr : &*found;
}

} // namespace rackwright::edit

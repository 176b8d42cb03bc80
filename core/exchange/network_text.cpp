#include "core/exchange/network_text.h"

#include "core/base/units.h"
#include "core/exchange/network_words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <unordered_set>

namespace rackwright::exchange {

namespace {

constexpr std::size_t longestName = 200;
constexpr int mostPorts = 32'767;

// "Super-Spine " -> "superspine"
std::string plain(std::string_view word)
{
    std::string text;
    for (const char c : word) {
        if (c >= 'A' && c <= 'Z') {
            text += static_cast<char>(c - 'A' + 'a');
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            text += c;
        }
    }
    return text;
}

struct TierWord
{
    std::string_view word;
    std::optional<Tier> tier; // none: it says too little
};

constexpr TierWord otherTierWords[] = {
    {"", std::nullopt},       {"switch", std::nullopt},
    {"router", std::nullopt}, {"host", Tier::None},
    {"node", Tier::None},     {"compute", Tier::None},
    {"gpu", Tier::None},      {"endpoint", Tier::None},
    {"0", Tier::None},        {"tor", Tier::Leaf},
    {"edge", Tier::Leaf},     {"access", Tier::Leaf},
    {"1", Tier::Leaf},        {"aggregation", Tier::Spine},
    {"agg", Tier::Spine},     {"distribution", Tier::Spine},
    {"2", Tier::Spine},       {"superspine", Tier::Core},
    {"3", Tier::Core},        {"4", Tier::FourthTier},
};

// Null: not a word for a tier.
const TierWord* findTier(std::string_view word)
{
    static const std::vector<TierWord> words = [] {
        std::vector<TierWord> all{std::begin(otherTierWords), std::end(otherTierWords)};
        for (std::size_t tier = 0; tier < tierWords.size(); ++tier) {
            all.push_back({tierWords[tier] == "fourth_tier" ? "fourthtier" : tierWords[tier],
                           static_cast<Tier>(tier)});
        }
        return all;
    }();
    const std::string wanted = plain(word);
    const auto found = std::ranges::find(words, wanted, &TierWord::word);
    return found == words.end() ? nullptr : &*found;
}

// Ours, NetBox's, and how NetBox's kinds begin: "mmf-om3" is multimode.
std::optional<Medium> findMedium(std::string_view word)
{
    const std::string wanted = plain(word);
    const auto means = [&](const MediumWords& words) {
        return wanted == plain(words.ours) || wanted == plain(words.netBox);
    };
    const auto begins = [&](const MediumWords& words) {
        return wanted.starts_with(plain(words.netBox).substr(0, 3));
    };
    auto found = std::ranges::find_if(mediumWords, means);
    if (found == mediumWords.end()) {
        found = std::ranges::find_if(mediumWords, begins);
    }
    return found == mediumWords.end() ? std::nullopt : std::optional{found->medium};
}

std::optional<double> numberIn(const std::string& text)
{
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, value);
    const bool isNumber = problem == std::errc{} && rest == end && std::isfinite(value);
    return isNumber ? std::optional{value} : std::nullopt;
}

std::optional<int> wholeNumberIn(std::string_view text)
{
    int value = 0;
    const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isNumber = problem == std::errc{} && rest == text.data() + text.size();
    return isNumber ? std::optional{value} : std::nullopt;
}

// The number at the end of "Ethernet1/12".
std::optional<int> portNumberIn(std::string_view text)
{
    const std::size_t last = text.find_last_not_of("0123456789");
    const std::string_view digits = last == std::string_view::npos ? text : text.substr(last + 1);
    const std::optional<int> number = wholeNumberIn(digits);
    return number && *number <= mostPorts ? number : std::nullopt;
}

class Meaning
{
public:
    Meaning(const NetworkText& text, const std::string& wanted)
        : text_(text)
        , wanted_(wanted)
    {}

    Result<ImportNetwork> read()
    {
        for (const auto step : {&Meaning::chooseNetwork,
                                &Meaning::readDevices,
                                &Meaning::readCables,
                                &Meaning::readPorts}) {
            if (Status done = (this->*step)(); !done) {
                return done.error();
            }
        }
        return std::move(edit_);
    }

private:
    [[nodiscard]] Error wrong(int line, std::string_view field, std::string detail) const
    {
        return wrongAt(text_.file, line, field, std::move(detail));
    }

    Status chooseNetwork();
    Status readDevices();
    Status checkName(const DeviceText& device);
    Result<ImportNetwork::Node> nodeOf(const DeviceText& device) const;
    Status readCables();
    Status takeSpeed(const CableText& cable);
    Status readPorts();

    const NetworkText& text_;
    const std::string& wanted_;
    ImportNetwork edit_;
    std::vector<const CableText*> cables_; // of the network that was chosen
    std::unordered_set<std::string_view> names_;
};

Status Meaning::chooseNetwork()
{
    std::set<std::string_view> names;
    for (const CableText& cable : text_.cables) {
        names.insert(cable.network);
        if (wanted_.empty() || cable.network == wanted_) {
            cables_.push_back(&cable);
        }
    }
    if (text_.cables.empty()) {
        return Error{ErrorCode::Invalid, text_.file, "it holds no cables"};
    }
    if (cables_.empty() || (wanted_.empty() && names.size() > 1)) {
        return Error{ErrorCode::Invalid,
                     text_.file + ": network",
                     fmt::format("the file holds the networks {}; name one of them",
                                 fmt::join(names, ", "))};
    }
    edit_.name = cables_.front()->network;
    if (edit_.name.empty()) {
        edit_.name = std::filesystem::path(text_.file).stem().string();
    }
    edit_.origin = "imported from " + text_.file;
    return Done{};
}

Status Meaning::checkName(const DeviceText& device)
{
    if (device.name.empty() || device.name.size() > longestName) {
        return wrong(device.line, "name", "a device has a name of 1 to 200 bytes");
    }
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (std::ranges::any_of(device.name, isControl)) {
        return wrong(device.line, "name", "it must be one line of plain text");
    }
    if (!names_.insert(device.name).second) {
        return wrong(device.line, "name", fmt::format("two devices are called {}", device.name));
    }
    return Done{};
}

Result<ImportNetwork::Node> Meaning::nodeOf(const DeviceText& device) const
{
    ImportNetwork::Node node{.name = device.name, .type = device.type, .rack = device.rack};
    const TierWord* tier = findTier(device.tier);
    if (tier == nullptr) {
        return wrong(device.line,
                     "tier",
                     fmt::format("{} is no tier; it must be server, leaf, spine, core or 0 to 4",
                                 device.tier));
    }
    node.tier = tier->tier;
    const std::optional<int> rail =
        device.rail.empty() ? std::optional{-1} : wholeNumberIn(device.rail);
    if (!rail || *rail < -1 || *rail > 63) {
        return wrong(device.line, "rail", "it must be a whole number from 0 to 63");
    }
    const std::optional<int> unit =
        device.unit.empty() ? std::optional{0} : wholeNumberIn(device.unit);
    if (!unit || *unit < 0 || *unit > 100) {
        return wrong(device.line, "unit", "it must be a whole number from 0 to 100");
    }
    node.rail = *rail;
    node.unit = *unit;
    return node;
}

Status Meaning::readDevices()
{
    for (const DeviceText& device : text_.devices) {
        if (Status fine = checkName(device); !fine) {
            return fine;
        }
        Result<ImportNetwork::Node> node = nodeOf(device);
        if (!node) {
            return node.error();
        }
        edit_.nodes.push_back(*std::move(node));
    }
    return Done{};
}

Status Meaning::takeSpeed(const CableText& cable)
{
    const std::optional<double> gbps = numberIn(cable.speed);
    if (!gbps || *gbps <= 0.0 || *gbps > 1e6) {
        return wrong(cable.line, "speed_gbps", "it must be a number of Gb/s, more than 0");
    }
    const Bandwidth speed = *gbps * units::gigabitPerSecond;
    if (edit_.linkSpeed > Bandwidth{} && edit_.linkSpeed != speed) {
        return wrong(cable.line,
                     "speed_gbps",
                     fmt::format("cables before it run at {:g} Gb/s, and a network has one speed",
                                 edit_.linkSpeed / units::gigabitPerSecond));
    }
    edit_.linkSpeed = speed;
    return Done{};
}

Status Meaning::readCables()
{
    for (const CableText* cable : cables_) {
        if (cable->a == cable->b) {
            return wrong(cable->line,
                         "cable",
                         fmt::format("it leads from {} to itself",
                                     text_.devices[static_cast<std::size_t>(cable->a)].name));
        }
        ImportNetwork::Link link{.a = cable->a, .b = cable->b, .medium = findMedium(cable->medium)};
        if (!cable->speed.empty()) {
            if (Status taken = takeSpeed(*cable); !taken) {
                return taken;
            }
        }
        if (!cable->length.empty()) {
            const std::optional<double> metres = numberIn(cable->length);
            if (!metres || *metres <= 0.0 || *metres > 1e5) {
                return wrong(cable->line, "length_m", "it must be a number of metres, more than 0");
            }
            link.length = *metres * units::metre;
        }
        edit_.links.push_back(link);
    }
    return Done{};
}

// One end of a cable.
struct Plug
{
    std::string_view text;
    std::int16_t* port;
    int line;
};

// Ports keep the numbers at the end of their names where these tell them apart; else they are counted as they
// come, from 0. Plugs without a name get the ports that are left.
Status numberPlugs(const std::string& file, const std::string& device, std::vector<Plug>& plugs)
{
    std::map<std::string_view, int> byName;
    std::set<int> numbers;
    bool areNumbered = true;
    for (const Plug& plug : plugs) {
        if (plug.text.empty()) {
            continue;
        }
        if (!byName.emplace(plug.text, static_cast<int>(byName.size())).second) {
            return wrongAt(file,
                           plug.line,
                           "port",
                           fmt::format("port {} of {} has a cable already", plug.text, device));
        }
        const std::optional<int> number = portNumberIn(plug.text);
        areNumbered = areNumbered && number && numbers.insert(*number).second;
    }
    if (!areNumbered) {
        numbers.clear();
    }
    for (Plug& plug : plugs) {
        if (!plug.text.empty()) {
            const int number = areNumbered ? *portNumberIn(plug.text) : byName[plug.text];
            *plug.port = static_cast<std::int16_t>(number);
            numbers.insert(number);
        }
    }
    int next = 0;
    for (Plug& plug : plugs) {
        while (plug.text.empty() && numbers.contains(next)) {
            ++next;
        }
        if (next > mostPorts) {
            return wrongAt(file, plug.line, "port", device + " has more than 32,767 cables");
        }
        if (plug.text.empty()) {
            *plug.port = static_cast<std::int16_t>(next++);
        }
    }
    return Done{};
}

Status Meaning::readPorts()
{
    std::vector<std::vector<Plug>> plugs(text_.devices.size());
    for (std::size_t i = 0; i < cables_.size(); ++i) {
        const CableText& cable = *cables_[i];
        ImportNetwork::Link& link = edit_.links[i];
        plugs[static_cast<std::size_t>(cable.a)].push_back({cable.aPort, &link.aPort, cable.line});
        plugs[static_cast<std::size_t>(cable.b)].push_back({cable.bPort, &link.bPort, cable.line});
    }
    for (std::size_t i = 0; i < plugs.size(); ++i) {
        if (Status numbered = numberPlugs(text_.file, text_.devices[i].name, plugs[i]); !numbered) {
            return numbered;
        }
    }
    // What is cabled to nothing in this network is none of its devices.
    std::vector<int> newIndex(plugs.size(), -1);
    std::vector<ImportNetwork::Node> nodes;
    for (std::size_t i = 0; i < plugs.size(); ++i) {
        if (!plugs[i].empty()) {
            newIndex[i] = static_cast<int>(nodes.size());
            nodes.push_back(std::move(edit_.nodes[i]));
        }
    }
    edit_.nodes = std::move(nodes);
    for (ImportNetwork::Link& link : edit_.links) {
        link.a = newIndex[static_cast<std::size_t>(link.a)];
        link.b = newIndex[static_cast<std::size_t>(link.b)];
    }
    return Done{};
}

} // namespace

Error wrongAt(const std::string& file, int line, std::string_view field, std::string detail)
{
    return {
        ErrorCode::Invalid, fmt::format("{}, line {}: {}", file, line, field), std::move(detail)};
}

Result<ImportNetwork> meaningOf(const NetworkText& text, const std::string& network)
{
    return Meaning{text, network}.read();
}

} // namespace rackwright::exchange

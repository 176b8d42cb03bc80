#include "core/cabling/choice.h"

#include "core/base/units.h"

#include <algorithm>
#include <limits>
#include <string>

namespace rackwright::cabling {

namespace {

using units::gigabitPerSecond;
using units::metre;

// In a plan without cables in its catalogue: passive copper at 100 Gb/s a lane, 800G SR8 on OM4 (facts B5).
constexpr Length usualCopperReach = 3.0 * metre;
constexpr Length usualMultimodeReach = 50.0 * metre;

std::optional<double> likely(const Snapshot& snapshot, const std::string& key)
{
    const Assumption* assumption = findAssumption(snapshot, key);
    return assumption == nullptr ? std::nullopt : std::optional{assumption->value.likely};
}

} // namespace

std::optional<Length> soldLength(const CableType& type, Length length)
{
    const auto sold = std::ranges::lower_bound(type.soldLengths, length);
    return sold == type.soldLengths.end() ? std::nullopt : std::optional{*sold};
}

std::string_view transceiverPriceKey(Medium medium)
{
    switch (medium) {
    case Medium::Multimode:
        return "price.transceiver-multimode";
    case Medium::SingleMode:
        return "price.transceiver-single-mode";
    case Medium::Dac:
    case Medium::Acc:
    case Medium::Aoc:
    case Medium::TwistedPair:
        break;
    }
    return {};
}

double piecesPerLink(Medium medium, Bandwidth speed)
{
    const bool isActive = medium == Medium::Acc || medium == Medium::Aoc;
    return isActive ? std::max(1.0, speed / (400.0 * gigabitPerSecond)) : 1.0;
}

Choice::Choice(const Snapshot& snapshot)
{
    for (const CableType& type : snapshot.cableTypes) {
        Offer offer{.type = &type};
        offer.piece = likely(snapshot, "price." + type.price);
        offer.metre = likely(snapshot, "price." + type.price + "-metre").value_or(0.0);
        const std::string_view end = transceiverPriceKey(type.medium);
        offer.end = end.empty() ? 0.0 : likely(snapshot, std::string{end});
        offers_.push_back(offer);
    }
}

bool Choice::carries(const Offer& offer, Length length, Bandwidth speed)
{
    return length <= offer.type->reach && speed <= offer.type->fastest &&
           soldLength(*offer.type, length);
}

// What has no price comes after all that has one.
double Choice::cost(const Offer& offer, Length length, Bandwidth speed)
{
    if (!offer.piece || !offer.end) {
        return std::numeric_limits<double>::infinity();
    }
    const double sold = soldLength(*offer.type, length).value_or(length) / metre;
    return piecesPerLink(offer.type->medium, speed) * (*offer.piece + sold * offer.metre) +
           2.0 * speed / (400.0 * gigabitPerSecond) * *offer.end;
}

const CableType* Choice::cheapest(Length length, Bandwidth speed) const
{
    const Offer* best = nullptr;
    for (const Offer& offer : offers_) {
        if (carries(offer, length, speed) &&
            (best == nullptr || cost(offer, length, speed) < cost(*best, length, speed))) {
            best = &offer;
        }
    }
    return best == nullptr ? nullptr : best->type;
}

Medium Choice::medium(std::optional<Length> length, Bandwidth speed) const
{
    if (offers_.empty()) {
        if (length && *length <= usualCopperReach) {
            return Medium::Dac;
        }
        return length && *length <= usualMultimodeReach ? Medium::Multimode : Medium::SingleMode;
    }
    if (const CableType* type = length ? cheapest(*length, speed) : nullptr) {
        return type->medium;
    }
    const auto reach = [&](const Offer& offer) {
        return speed <= offer.type->fastest ? offer.type->reach : Length{};
    };
    return std::ranges::max_element(offers_, {}, reach)->type->medium;
}

const CableType* Choice::typeFor(Medium medium, Length length, Bandwidth speed) const
{
    const Offer* best = nullptr;
    for (const Offer& offer : offers_) {
        if (offer.type->medium == medium && carries(offer, length, speed) &&
            (best == nullptr || cost(offer, length, speed) < cost(*best, length, speed))) {
            best = &offer;
        }
    }
    return best == nullptr ? nullptr : best->type;
}

} // namespace rackwright::cabling

// Which cable a link takes: the cheapest of the catalogue that is long and fast enough.
#pragma once

#include "core/model/snapshot.h"

#include <vector>

namespace rackwright::cabling {

class Choice
{
public:
    // The snapshot must outlive it.
    explicit Choice(const Snapshot& snapshot);

    // Null: nothing in the catalogue reaches so far at this speed.
    [[nodiscard]] const CableType* cheapest(Length length, Bandwidth speed) const;

    // The medium of a link. Where nothing reaches, or the length is not known, it is the medium that reaches
    // farthest. A plan whose catalogue has no cables is decided by usual reaches.
    [[nodiscard]] Medium medium(std::optional<Length> length, Bandwidth speed) const;

    // The type that is bought for a link of this medium: the cheapest of it that reaches, or null.
    [[nodiscard]] const CableType* typeFor(Medium medium, Length length, Bandwidth speed) const;

private:
    struct Offer
    {
        const CableType* type = nullptr;
        std::optional<double> piece; // USD
        double metre = 0.0;
        std::optional<double> end; // of what is plugged in at an end, for 400 Gb/s
    };

    [[nodiscard]] static bool carries(const Offer& offer, Length length, Bandwidth speed);
    [[nodiscard]] static double cost(const Offer& offer, Length length, Bandwidth speed);

    std::vector<Offer> offers_;
};

// The shortest length sold that is long enough; none: all are too short.
[[nodiscard]] std::optional<Length> soldLength(const CableType& type, Length length);

// The assumption with the price of a transceiver for 400 Gb/s. Empty where cables have no transceivers of their
// own.
[[nodiscard]] std::string_view transceiverPriceKey(Medium medium);

// A cable with active plugs is priced for links up to 400 Gb/s, other cables for all that they carry.
[[nodiscard]] double piecesPerLink(Medium medium, Bandwidth speed);

} // namespace rackwright::cabling

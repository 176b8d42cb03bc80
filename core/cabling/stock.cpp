#include "core/cabling/stock.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace rackwright::cabling {

namespace {

constexpr std::array media{Medium::Dac,
                           Medium::Multimode,
                           Medium::SingleMode,
                           Medium::Acc,
                           Medium::Aoc,
                           Medium::TwistedPair};

constexpr std::size_t placeOf(Medium medium)
{
    return static_cast<std::size_t>(medium);
}

} // namespace

Stock::Stock(const Snapshot& snapshot)
    : snapshot_(snapshot)
{
    const Choice choice(snapshot);
    for (const Fabric& fabric : snapshot.fabrics) {
        for (const Medium medium : media) {
            assert(placeOf(medium) == shelves_.size() % media.size());
            fill(choice, medium, fabric.linkSpeed);
        }
    }
}

// Between two lengths at which a type ends, or a length is sold, the same product is bought.
void Stock::fill(const Choice& choice, Medium medium, Bandwidth speed)
{
    std::vector<Length> ends;
    for (const CableType& type : snapshot_.cableTypes) {
        if (type.medium == medium) {
            ends.insert(ends.end(), type.soldLengths.begin(), type.soldLengths.end());
            ends.push_back(type.reach);
        }
    }
    std::ranges::sort(ends);
    Shelf shelf{.first = steps_.size()};
    for (const Length end : ends) {
        if (const CableType* type = choice.typeFor(medium, end, speed)) {
            steps_.push_back({end, {type, soldLength(*type, end)}});
        }
    }
    shelf.last = steps_.size();
    steps_.emplace_back(); // no product
    shelves_.push_back(shelf);
}

std::size_t Stock::stepOf(const Cable& cable) const
{
    const Shelf& shelf =
        shelves_[snapshot_.fabrics.indexOf(cable.fabric) * media.size() + placeOf(cable.medium)];
    if (!cable.length) {
        return shelf.last;
    }
    const auto begin = steps_.begin();
    const auto step =
        std::lower_bound(begin + static_cast<std::ptrdiff_t>(shelf.first),
                         begin + static_cast<std::ptrdiff_t>(shelf.last),
                         *cable.length,
                         [](const Step& each, Length length) { return each.upTo < length; });
    return static_cast<std::size_t>(step - begin);
}

std::vector<CableItem> Stock::count() const
{
    std::vector<CableItem> counts(steps_.size());
    for (const Cable& cable : snapshot_.cables) {
        CableItem& item = counts[stepOf(cable)];
        item.fabric = cable.fabric;
        item.medium = cable.medium;
        ++item.count;
        if (cable.length) {
            item.length += *cable.length;
        } else {
            ++item.unmeasured;
        }
    }
    std::vector<CableItem> items;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts[i].product = steps_[i].product;
        const bool isMore = !items.empty() && items.back().fabric == counts[i].fabric &&
                            items.back().product.type == counts[i].product.type &&
                            items.back().product.sold == counts[i].product.sold &&
                            items.back().medium == counts[i].medium;
        if (counts[i].count > 0 && isMore) { // a reach that ends between two lengths sold
            items.back().count += counts[i].count;
            items.back().length += counts[i].length;
        } else if (counts[i].count > 0) {
            items.push_back(counts[i]);
        }
    }
    return items;
}

} // namespace rackwright::cabling

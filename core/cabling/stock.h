// What is bought for the cables of a plan: each as a type of the catalogue in a length that is sold.
#pragma once

#include "core/cabling/choice.h"
#include "core/model/snapshot.h"

#include <optional>
#include <vector>

namespace rackwright::cabling {

// A cable as it is sold. Null and none: the catalogue has none that reaches, or the length is not known.
struct Product
{
    const CableType* type = nullptr;
    std::optional<Length> sold;
};

// Equal products for the links of one network.
struct CableItem
{
    FabricId fabric;
    Medium medium = Medium::Multimode;
    Product product;
    int count = 0;
    int unmeasured = 0; // of them have no known length
    Length length;      // of the others as laid, together
};

// Looks products up for many cables: what is sold for a network is worked out once.
class Stock
{
public:
    // The snapshot must outlive it and what it returns.
    explicit Stock(const Snapshot& snapshot);

    [[nodiscard]] const Product& productFor(const Cable& cable) const
    {
        return steps_[stepOf(cable)].product;
    }

    // By network, medium and length sold; what has no product last in each.
    [[nodiscard]] std::vector<CableItem> count() const;

private:
    struct Step // lengths up to `upTo` take this product
    {
        Length upTo;
        Product product;
    };
    struct Shelf // of one network and medium: its steps, then one for what has no product
    {
        std::size_t first = 0;
        std::size_t last = 0;
    };
    void fill(const Choice& choice, Medium medium, Bandwidth speed);
    [[nodiscard]] std::size_t stepOf(const Cable& cable) const;

    const Snapshot& snapshot_;
    std::vector<Step> steps_;
    std::vector<Shelf> shelves_;
};

} // namespace rackwright::cabling

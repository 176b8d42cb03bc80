// A sequence of rows in blocks of memory. Copies share the blocks; writing a row copies the block that it is in.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace rackwright {

template <typename Row>
class RowBlocks
{
public:
    class Iterator;

    static constexpr std::size_t blockRows = 1024;

    [[nodiscard]] Iterator begin() const { return {*this, 0}; }
    [[nodiscard]] Iterator end() const { return {*this, size_}; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const Row& operator[](std::size_t index) const
    {
        return blocks_[index / blockRows].get()[index % blockRows];
    }

    Row& writable(std::size_t index)
    {
        Block& block = blocks_[index / blockRows];
        if (block.use_count() > 1) {
            const std::size_t count = std::min(blockRows, size_ - index / blockRows * blockRows);
            Block copy = std::make_shared<Row[]>(count);
            std::copy_n(block.get(), count, copy.get());
            block = std::move(copy);
        }
        return block.get()[index % blockRows];
    }

    // Takes the rows from `first` on out of the sequence. REQUIRES: blockRows divides `first`.
    std::vector<Row> takeFrom(std::size_t first)
    {
        std::vector<Row> taken{begin() + static_cast<std::ptrdiff_t>(first), end()};
        blocks_.resize(first / blockRows);
        size_ = first;
        return taken;
    }

    // REQUIRES: the last block is full, as it is in an empty sequence and whenever blockRows divides size().
    void append(std::vector<Row> rows)
    {
        for (auto from = rows.begin(); from != rows.end();) {
            const auto count = std::min(static_cast<std::ptrdiff_t>(blockRows), rows.end() - from);
            Block block = std::make_shared<Row[]>(static_cast<std::size_t>(count));
            std::move(from, from + count, block.get());
            blocks_.push_back(std::move(block));
            from += count;
        }
        size_ += rows.size();
    }

private:
    using Block = std::shared_ptr<Row[]>; // all full but the last

    std::vector<Block> blocks_;
    std::size_t size_ = 0;
};

template <typename Row>
class RowBlocks<Row>::Iterator
{
public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using pointer = const Row*;
    using reference = const Row&;

    Iterator() = default;

    Iterator(const RowBlocks& rows, std::size_t index)
        : rows_(&rows)
        , index_(index)
    {}

    reference operator*() const { return (*rows_)[index_]; }
    pointer operator->() const { return &**this; }
    reference operator[](difference_type n) const { return *(*this + n); }

    Iterator& operator++() { return *this += 1; }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    Iterator& operator+=(difference_type n)
    {
        index_ += static_cast<std::size_t>(n);
        return *this;
    }

    friend Iterator operator+(Iterator at, difference_type n) { return at += n; }
    friend Iterator operator+(difference_type n, Iterator at) { return at += n; }
    friend Iterator operator-(Iterator at, difference_type n) { return at -= n; }
    friend difference_type operator-(Iterator a, Iterator b)
    {
        return static_cast<difference_type>(a.index_ - b.index_);
    }

    // Of iterators of one sequence.
    friend bool operator==(Iterator a, Iterator b) { return a.index_ == b.index_; }
    friend auto operator<=>(Iterator a, Iterator b) { return a.index_ <=> b.index_; }

private:
    const RowBlocks* rows_ = nullptr;
    std::size_t index_ = 0;
};

} // namespace rackwright

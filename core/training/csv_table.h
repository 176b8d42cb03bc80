// A table of comma-separated values with a header, as spreadsheets write it (RFC 4180).
#pragma once

#include "core/base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackwright::training {

class CsvTable
{
public:
    // A byte order mark, either kind of line end and blank lines are passed over. Fails with Invalid.
    static Result<CsvTable> read(std::string_view text);

    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    [[nodiscard]] bool has(std::string_view column) const { return columns_.contains(column); }

    // Blank where the row is too short or the column is not there.
    [[nodiscard]] std::string_view text(std::size_t row, std::string_view column) const;

    [[nodiscard]] bool isWhole(std::size_t row) const; // as many fields as columns

private:
    std::map<std::string, std::size_t, std::less<>> columns_;
    std::vector<std::vector<std::string>> rows_;
};

// The field as it must be written: in quotes where it needs them.
[[nodiscard]] std::string csvField(std::string_view text);

} // namespace rackwright::training

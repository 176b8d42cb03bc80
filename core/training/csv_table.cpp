#include "core/training/csv_table.h"

#include <algorithm>
#include <utility>

namespace rackwright::training {

namespace {

using Record = std::vector<std::string>;

Error invalid(std::string what, std::string allowed)
{
    return Error{ErrorCode::Invalid, std::move(what), std::move(allowed)};
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Takes one character after another; fields may be quoted, quotes in them doubled.
class Splitter
{
public:
    void take(char c)
    {
        if (quoted_) {
            takeQuoted(c);
        } else if (c == '"') {
            field_ += std::exchange(closed_, false) ? "\"" : ""; // the second of two quotes
            quoted_ = true;
        } else if (c == ',') {
            endField();
        } else if (c == '\n' || c == '\r') {
            endRecord();
        } else {
            closed_ = false;
            field_ += c;
        }
    }

    [[nodiscard]] bool isOpen() const { return quoted_; }

    std::vector<Record> finish()
    {
        endRecord();
        return std::move(records_);
    }

private:
    void takeQuoted(char c)
    {
        quoted_ = c != '"';
        closed_ = !quoted_;
        if (quoted_) {
            field_ += c;
        }
    }

    void endField()
    {
        closed_ = false;
        record_.emplace_back(trimmed(std::exchange(field_, {})));
    }

    void endRecord()
    {
        endField();
        if (std::ranges::any_of(record_, [](const std::string& field) { return !field.empty(); })) {
            records_.push_back(record_);
        }
        record_.clear();
    }

    std::vector<Record> records_;
    Record record_;
    std::string field_;
    bool quoted_ = false;
    bool closed_ = false; // a quote has just ended
};

} // namespace

Result<CsvTable> CsvTable::read(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(byteOrderMark)) {
        text.remove_prefix(byteOrderMark.size());
    }
    Splitter splitter;
    for (const char c : text) {
        if (c == '\0') {
            return invalid("table", "must be text, and there are zero bytes in it");
        }
        splitter.take(c);
    }
    if (splitter.isOpen()) {
        return invalid("table", "a quote is opened and never closed");
    }
    std::vector<Record> records = splitter.finish();
    if (records.size() < 2) {
        return invalid("table", "must have a header and at least one row");
    }
    CsvTable table;
    for (std::size_t i = 0; i < records.front().size(); ++i) {
        const std::string& name = records.front()[i];
        if (!table.columns_.emplace(name, i).second && !name.empty()) {
            return invalid(name, "this column is there twice");
        }
    }
    table.rows_.assign(std::make_move_iterator(records.begin() + 1),
                       std::make_move_iterator(records.end()));
    return table;
}

std::string_view CsvTable::text(std::size_t row, std::string_view column) const
{
    const auto found = columns_.find(column);
    return found != columns_.end() && found->second < rows_[row].size()
               ? std::string_view{rows_[row][found->second]}
               : std::string_view{};
}

bool CsvTable::isWhole(std::size_t row) const
{
    return rows_[row].size() == columns_.size();
}

std::string csvField(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string{text};
    }
    std::string field = "\"";
    for (const char c : text) {
        field.append(c == '"' ? 2 : 1, c);
    }
    return field + '"';
}

} // namespace rackwright::training

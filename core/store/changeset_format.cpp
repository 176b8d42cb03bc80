#include "core/store/changeset_format.h"

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>

namespace rackwright::store {

namespace {

// Takes bytes from the front; once they run out, everything fails.
class Reader
{
public:
    explicit Reader(std::string_view bytes)
        : rest_(bytes)
    {}

    [[nodiscard]] bool isAtEnd() const { return rest_.empty(); }
    [[nodiscard]] bool hasFailed() const { return failed_; }
    [[nodiscard]] bool isNext(char letter) const { return !isAtEnd() && rest_.front() == letter; }

    void skip(std::size_t count)
    {
        failed_ = failed_ || count > rest_.size();
        rest_.remove_prefix(failed_ ? rest_.size() : count);
    }

    std::uint8_t byte()
    {
        const auto value = isAtEnd() ? std::uint8_t{0} : static_cast<std::uint8_t>(rest_.front());
        skip(1);
        return value;
    }

    // Seven bits a byte, the highest first; five bytes hold all sizes that SQLite allows.
    std::size_t size()
    {
        std::size_t value = 0;
        for (int taken = 0; taken < 5; ++taken) {
            const std::uint8_t next = byte();
            value = (value << 7U) | (next & 0x7fU);
            if (next < 0x80U) {
                return value;
            }
        }
        failed_ = true;
        return 0;
    }

    void name()
    {
        const std::size_t end = rest_.find('\0');
        skip(end == std::string_view::npos ? rest_.size() + 1 : end + 1);
    }

    void fail() { failed_ = true; }

private:
    std::string_view rest_;
    bool failed_ = false;
};

void readValue(Reader& reader)
{
    switch (reader.byte()) {
    case 0: // the value did not change
    case SQLITE_NULL:
        return;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        return reader.skip(8);
    case SQLITE_TEXT:
    case SQLITE_BLOB:
        return reader.skip(reader.size());
    default:
        return reader.fail();
    }
}

void readRecords(Reader& reader, std::size_t columns)
{
    const std::uint8_t operation = reader.byte();
    reader.skip(1); // whether a trigger did it
    if (operation != SQLITE_INSERT && operation != SQLITE_UPDATE && operation != SQLITE_DELETE) {
        return reader.fail();
    }
    const std::size_t values = operation == SQLITE_UPDATE ? 2 * columns : columns;
    for (std::size_t value = 0; value < values && !reader.hasFailed(); ++value) {
        readValue(reader);
    }
}

} // namespace

bool isChangeset(std::string_view bytes)
{
    constexpr char tableMark = 'T';
    Reader reader{bytes};
    while (!reader.isAtEnd() && !reader.hasFailed()) {
        if (reader.byte() != tableMark) {
            return false;
        }
        const std::size_t columns = reader.size();
        reader.skip(columns); // which of them are the key
        reader.name();
        while (!reader.isAtEnd() && !reader.isNext(tableMark) && !reader.hasFailed()) {
            readRecords(reader, columns);
        }
    }
    return !reader.hasFailed();
}

} // namespace rackwright::store

#include "core/exchange/network_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <unordered_map>

namespace rackwright::exchange {

namespace {

using Record = std::vector<std::string>;

// Takes a CSV file apart, RFC 4180; the separator is the one that the heading uses.
class Records
{
public:
    explicit Records(const std::string& bytes)
        : text_(bytes)
    {
        if (text_.starts_with("\xEF\xBB\xBF")) {
            text_.remove_prefix(3); // byte order mark
        }
        const std::string_view heading = text_.substr(0, text_.find('\n'));
        for (const char other : {';', '\t'}) {
            if (std::ranges::count(heading, other) > std::ranges::count(heading, separator_)) {
                separator_ = other;
            }
        }
    }

    [[nodiscard]] int line() const { return line_; } // of the record read last

    // Nothing at the end; fails on a quote that is never closed. Empty lines are passed over.
    Result<std::optional<Record>> next();

private:
    [[nodiscard]] bool isAtEnd() const { return at_ >= text_.size(); }
    bool takeField(std::string& field);
    bool takeQuoted(std::string& field);

    std::string_view text_;
    char separator_ = ',';
    std::size_t at_ = 0;
    int line_ = 0;
    int linesRead_ = 0;
};

bool Records::takeQuoted(std::string& field)
{
    for (++at_; !isAtEnd(); ++at_) {
        if (text_[at_] == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
            ++at_;
        } else if (text_[at_] == '"') {
            ++at_;
            return true;
        }
        linesRead_ += text_[at_] == '\n' ? 1 : 0;
        field += text_[at_];
    }
    return false;
}

bool Records::takeField(std::string& field)
{
    if (!isAtEnd() && text_[at_] == '"' && !takeQuoted(field)) {
        return false;
    }
    while (!isAtEnd() && text_[at_] != separator_ && text_[at_] != '\n') {
        field += text_[at_++];
    }
    if (field.ends_with('\r')) {
        field.pop_back();
    }
    return true;
}

Result<std::optional<Record>> Records::next()
{
    while (!isAtEnd() && (text_[at_] == '\n' || text_[at_] == '\r')) {
        linesRead_ += text_[at_++] == '\n' ? 1 : 0;
    }
    if (isAtEnd()) {
        return std::optional<Record>{};
    }
    line_ = linesRead_ + 1;
    Record record;
    while (true) {
        if (!takeField(record.emplace_back())) {
            return Error{ErrorCode::Invalid, "text", "a quotation mark is opened and never closed"};
        }
        if (isAtEnd() || text_[at_] == '\n') {
            break;
        }
        ++at_; // the separator
    }
    ++at_;
    ++linesRead_;
    return std::optional{std::move(record)};
}

enum Column
{
    Device,
    Port,
    Type,
    TierColumn,
    Rail,
    RackColumn,
    Unit,
    EndColumns
};

struct Heading
{
    std::string_view name; // after a_ or b_, side_a_ or side_b_
    Column column;
};

constexpr std::array endHeadings{
    Heading{"device", Device},
    Heading{"node", Device},
    Heading{"port", Port},
    Heading{"name", Port},
    Heading{"interface", Port},
    Heading{"device_type", Type},
    Heading{"tier", TierColumn},
    Heading{"role", TierColumn},
    Heading{"rail", Rail},
    Heading{"rack", RackColumn},
    Heading{"unit", Unit},
};

// Where in a record things stand; -1: nowhere.
struct Layout
{
    std::array<std::array<int, EndColumns>, 2> ends{};
    int network = -1;
    int medium = -1;
    int length = -1;
    int lengthUnit = -1;
    int speed = -1;
};

std::string plainHeading(std::string_view text)
{
    std::string name;
    for (const char c : text) {
        name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' ? '_' : c;
    }
    return name;
}

// "a_port", "side_b_device", "source": sets the column and says whether the heading is about an end.
bool isEndHeading(std::string_view name, int column, Layout& layout)
{
    if (name == "source" || name == "target") {
        layout.ends[name == "source" ? 0 : 1][Device] = column;
        return true;
    }
    struct Prefix
    {
        std::string_view text;
        std::size_t end;
    };
    static constexpr std::array prefixes{Prefix{"side_a_", 0},
                                         Prefix{"side_b_", 1},
                                         Prefix{"a_", 0},
                                         Prefix{"b_", 1},
                                         Prefix{"source_", 0},
                                         Prefix{"target_", 1}};
    for (const Prefix& prefix : prefixes) {
        if (!name.starts_with(prefix.text)) {
            continue;
        }
        const std::string_view rest = name.substr(prefix.text.size());
        // NetBox's side_a_type says what the end is (dcim.interface), ours what the device is.
        const bool isOurType = rest == "type" && !prefix.text.starts_with("side");
        const auto found = std::ranges::find(endHeadings, rest, &Heading::name);
        if (isOurType || found != endHeadings.end()) {
            layout.ends[prefix.end][isOurType ? Type : found->column] = column;
            return true;
        }
    }
    return false;
}

Layout layoutOf(const Record& headings)
{
    Layout layout;
    for (auto& end : layout.ends) {
        end.fill(-1);
    }
    struct Single
    {
        std::string_view name;
        int Layout::*column;
    };
    static constexpr std::array singles{
        Single{"network", &Layout::network},
        Single{"medium", &Layout::medium},
        Single{"type", &Layout::medium},
        Single{"length_m", &Layout::length},
        Single{"length", &Layout::length},
        Single{"length_unit", &Layout::lengthUnit},
        Single{"speed_gbps", &Layout::speed},
    };
    for (std::size_t i = 0; i < headings.size(); ++i) {
        const std::string name = plainHeading(headings[i]);
        const auto column = static_cast<int>(i);
        const auto single = std::ranges::find(singles, std::string_view{name}, &Single::name);
        if (!isEndHeading(name, column, layout) && single != singles.end()) {
            layout.*(single->column) = column;
        }
    }
    return layout;
}

std::string field(const Record& record, int column)
{
    return column < 0 ? std::string{} : record[static_cast<std::size_t>(column)];
}

struct LengthUnit
{
    std::string_view name;
    double metres;
};

// As NetBox spells them.
constexpr std::array lengthUnits{
    LengthUnit{"", 1.0},
    LengthUnit{"m", 1.0},
    LengthUnit{"cm", 0.01},
    LengthUnit{"km", 1000.0},
    LengthUnit{"ft", 0.3048},
    LengthUnit{"in", 0.0254},
    LengthUnit{"mi", 1609.344},
};

class CableCsv
{
public:
    CableCsv(const std::string& bytes, const std::string& file)
        : records_(bytes)
        , file_(file)
    {}

    Result<NetworkText> read();

private:
    [[nodiscard]] Error wrong(std::string_view field, std::string detail) const
    {
        return wrongAt(file_, records_.line(), field, std::move(detail));
    }
    Status readRecord(const Record& record, const Layout& layout);
    Result<int> deviceOf(const Record& record, const std::array<int, EndColumns>& columns);
    Result<std::string> lengthOf(const Record& record, const Layout& layout) const;

    Records records_;
    const std::string& file_;
    std::unordered_map<std::string, int> deviceOfName_;
    NetworkText network_;
};

// A device is told again with each of its cables; what it is must not change.
Result<int> CableCsv::deviceOf(const Record& record, const std::array<int, EndColumns>& columns)
{
    const std::string name = field(record, columns[Device]);
    if (name.empty()) {
        return wrong("device", "a cable has a device at both ends");
    }
    const auto [found, isNew] =
        deviceOfName_.emplace(name, static_cast<int>(network_.devices.size()));
    if (isNew) {
        network_.devices.push_back({.name = name, .line = records_.line()});
    }
    struct Told
    {
        Column column;
        std::string DeviceText::*value;
        std::string_view name;
    };
    static constexpr std::array all{Told{Type, &DeviceText::type, "type"},
                                    Told{TierColumn, &DeviceText::tier, "tier"},
                                    Told{Rail, &DeviceText::rail, "rail"},
                                    Told{RackColumn, &DeviceText::rack, "rack"},
                                    Told{Unit, &DeviceText::unit, "unit"}};
    DeviceText& device = network_.devices[static_cast<std::size_t>(found->second)];
    for (const Told& told : all) {
        const std::string value = field(record, columns[told.column]);
        std::string& known = device.*(told.value);
        if (!value.empty() && !known.empty() && value != known) {
            return wrong(
                told.name,
                fmt::format("{} has {} here and {} in line {}", name, value, known, device.line));
        }
        known = value.empty() ? known : value;
    }
    return found->second;
}

Result<std::string> CableCsv::lengthOf(const Record& record, const Layout& layout) const
{
    const std::string length = field(record, layout.length);
    const std::string unit = field(record, layout.lengthUnit);
    const auto found = std::ranges::find(lengthUnits, std::string_view{unit}, &LengthUnit::name);
    if (found == lengthUnits.end()) {
        return wrong("length_unit", "it must be m, cm, km, ft, in or mi");
    }
    double value = 0.0;
    const char* end = length.data() + length.size();
    const auto [rest, problem] = std::from_chars(length.data(), end, value);
    if (found->metres == 1.0 || problem != std::errc{} || rest != end) {
        return length; // whoever reads the number says what is wrong with it
    }
    return fmt::format("{}", value * found->metres);
}

Status CableCsv::readRecord(const Record& record, const Layout& layout)
{
    const Result<int> a = deviceOf(record, layout.ends[0]);
    if (!a) {
        return a.error();
    }
    const Result<int> b = deviceOf(record, layout.ends[1]);
    if (!b) {
        return b.error();
    }
    const Result<std::string> length = lengthOf(record, layout);
    if (!length) {
        return length.error();
    }
    network_.cables.push_back({.a = *a,
                               .b = *b,
                               .aPort = field(record, layout.ends[0][Port]),
                               .bPort = field(record, layout.ends[1][Port]),
                               .network = field(record, layout.network),
                               .medium = field(record, layout.medium),
                               .length = *length,
                               .speed = field(record, layout.speed),
                               .line = records_.line()});
    return Done{};
}

Result<NetworkText> CableCsv::read()
{
    network_.file = file_;
    const auto placed = [&](const Error& error) { return wrong(error.subject, error.detail); };
    const Result<std::optional<Record>> headings = records_.next();
    if (!headings || !*headings) {
        return headings ? Error{ErrorCode::Invalid, file_, "it is empty"}
                        : placed(headings.error());
    }
    const Layout layout = layoutOf(**headings);
    if (layout.ends[0][Device] < 0 || layout.ends[1][Device] < 0) {
        return wrong("headings",
                     "they must name both devices of a cable: a_device and b_device, source and "
                     "target, or NetBox's side_a_device and side_b_device");
    }
    while (true) {
        const Result<std::optional<Record>> record = records_.next();
        if (!record) {
            return placed(record.error());
        }
        if (!*record) {
            return std::move(network_);
        }
        if ((*record)->size() != (*headings)->size()) {
            return wrong("columns",
                         fmt::format("it has {} fields, the headings name {}",
                                     (*record)->size(),
                                     (*headings)->size()));
        }
        if (Status read = readRecord(**record, layout); !read) {
            return read.error();
        }
    }
}

} // namespace

Result<NetworkText> readCableCsv(const std::string& bytes, const std::string& file)
{
    return CableCsv{bytes, file}.read();
}

} // namespace rackwright::exchange

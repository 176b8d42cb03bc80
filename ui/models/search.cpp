#include "ui/models/search.h"

#include "ui/text/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace rackwright::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Search", text);
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameLetter(char a, char b)
{
    return lowered(a) == lowered(b);
}

// Sorts what it is offered into names that start with the text and names that merely contain it.
class Finder
{
public:
    Finder(std::string text, std::size_t limit)
        : text_(std::move(text))
        , limit_(limit)
    {}

    template <typename Row, typename KindOf>
    void offer(const Table<Row>& table, KindOf kindOf)
    {
        for (const Row& row : table) {
            const auto found = std::ranges::search(row.name, text_, sameLetter);
            if (found.empty()) {
                continue;
            }
            std::vector<Hit>& hits = found.begin() == row.name.begin() ? starting_ : containing_;
            if (hits.size() < limit_) {
                hits.push_back({Item{row.id}, QString::fromStdString(row.name), kindOf(row)});
            }
        }
    }

    [[nodiscard]] std::vector<Hit> take()
    {
        std::ranges::move(containing_, std::back_inserter(starting_));
        starting_.resize(std::min(starting_.size(), limit_));
        return std::move(starting_);
    }

private:
    std::string text_;
    std::size_t limit_;
    std::vector<Hit> starting_;
    std::vector<Hit> containing_;
};

} // namespace

std::vector<Hit> search(const Snapshot& snapshot, const QString& text, std::size_t limit)
{
    const QString wanted = text.trimmed();
    if (wanted.isEmpty()) {
        return {};
    }
    Finder finder(wanted.toStdString(), limit);
    finder.offer(snapshot.halls, [](const Hall&) { return tr("Hall"); });
    finder.offer(snapshot.arrays, [](const Array&) { return tr("Array"); });
    finder.offer(snapshot.racks, [](const Rack& rack) { return nameOf(rack.role); });
    finder.offer(snapshot.devices, [&](const Device& device) {
        const DeviceType* type = snapshot.deviceTypes.find(device.type);
        return device.tier != Tier::None ? nameOf(device.tier)
               : type == nullptr         ? unknownText()
                                         : nameOf(type->kind);
    });
    return finder.take();
}

} // namespace rackwright::ui

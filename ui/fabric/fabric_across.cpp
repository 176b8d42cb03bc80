#include "ui/fabric/fabric_across.h"

#include <algorithm>

namespace rackwright::ui {

namespace {

using network::FabricGraph;
using network::NodeIndex;

constexpr int widestLayer = 32;  // boxes that are readable beside each other
constexpr double readable = 0.7; // of its height a title still has room for its letters
constexpr double highestTitle = 56.0;
constexpr std::size_t smallestFolded = 16; // tiers and racks of so few nodes are unfolded at first

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// Children whose tiers overlap stand beside each other, the others above each other.
std::vector<std::vector<int>> rowsOf(const FabricParts& parts, int of)
{
    struct Row
    {
        int lowest;
        int highest;
        std::vector<int> parts;
    };
    std::vector<int> children = parts.part(of).children;
    std::ranges::stable_sort(children, {}, [&](int child) { return parts.part(child).lowestTier; });
    std::vector<Row> rows;
    for (const int child : children) {
        const Part& part = parts.part(child);
        if (rows.empty() || part.lowestTier > rows.back().highest) {
            rows.push_back({part.lowestTier, part.highestTier, {}});
        }
        rows.back().highest = std::max(rows.back().highest, part.highestTier);
        rows.back().parts.push_back(child);
    }
    std::vector<std::vector<int>> found;
    for (Row& row : rows) {
        std::ranges::sort(row.parts); // parts are numbered in their order
        found.push_back(std::move(row.parts));
    }
    return found;
}

class Across
{
public:
    Across(const FabricParts& parts, const FabricGraph& graph, const FabricArrangement& arrangement)
        : parts_(parts)
        , graph_(graph)
        , arrangement_(arrangement)
        , unfolded_(unfoldedBy(parts, arrangement))
        , width_(parts.parts().size(), 0.0)
    {
        placed_.boxOfNode.assign(graph.nodes().size(), -1);
    }

    FabricAcross place(const FabricRoom& room)
    {
        if (!parts_.parts().empty()) {
            const double all = measure(0);
            const double scale = room.view.width() / (room.width > 0.0 ? room.width : all);
            placed_.titleHeight = std::clamp(
                fabric::titleHeight * readable / scale, fabric::titleHeight, highestTitle);
            placeContents(0, 0.0, width_[0], -1);
        }
        return std::move(placed_);
    }

private:
    [[nodiscard]] bool isUnfolded(int part) const { return unfolded_[index(part)] != 0; }
    [[nodiscard]] bool isOneBox(int part) const
    {
        return !isUnfolded(part) && parts_.part(part).lowestTier == parts_.part(part).highestTier;
    }
    double measure(int part);
    void place(int part, double x, double width, int parent);
    void placeContents(int part, double x, double width, int frame);
    void placeRow(const std::vector<int>& row, double x, double width, int frame);
    void addBox(int part, int tier, double x, double width);
    void addFrame(int part, double x, double width, int parent);
    [[nodiscard]] double movedBy(int part) const;

    const FabricParts& parts_;
    const FabricGraph& graph_;
    const FabricArrangement& arrangement_;
    std::vector<char> unfolded_;
    std::vector<double> width_; // by part
    FabricAcross placed_;
};

double Across::measure(int part)
{
    const Part& of = parts_.part(part);
    double width = of.lowestTier == 0 ? fabric::serverWidth : fabric::nodeWidth;
    if (of.kind != PartKind::Device) {
        width = fabric::setWidth;
    }
    if (isUnfolded(part)) {
        for (const std::vector<int>& row : rowsOf(parts_, part)) {
            double sum = -fabric::gap;
            for (const int child : row) {
                sum += measure(child) + fabric::gap;
            }
            width = std::max(width, sum);
        }
    }
    const bool framed = part != 0 && !isOneBox(part);
    return width_[index(part)] = width + (framed ? 2.0 * fabric::padding : 0.0);
}

double Across::movedBy(int part) const
{
    if (arrangement_.moved.empty()) {
        return 0.0;
    }
    const auto found = arrangement_.moved.find(parts_.keyOf(part));
    return found == arrangement_.moved.end() ? 0.0 : found->second;
}

// Rows narrower than the part: single boxes grow, wider parts stand in the middle.
void Across::placeRow(const std::vector<int>& row, double x, double width, int frame)
{
    double sum = fabric::gap * static_cast<double>(row.size() - 1);
    for (const int child : row) {
        sum += width_[index(child)];
    }
    const bool grows = std::ranges::all_of(row, [&](int child) {
        return isOneBox(child) && parts_.part(child).kind != PartKind::Device;
    });
    const double spare = (width - sum) / static_cast<double>(row.size());
    for (const int child : row) {
        const double own = width_[index(child)];
        place(child, x + (grows ? 0.0 : spare / 2.0), own + (grows ? spare : 0.0), frame);
        x += own + spare + fabric::gap;
    }
}

void Across::placeContents(int part, double x, double width, int frame)
{
    if (isUnfolded(part)) {
        for (const std::vector<int>& row : rowsOf(parts_, part)) {
            placeRow(row, x, width, frame);
        }
        return;
    }
    const Part& of = parts_.part(part);
    for (int tier = of.lowestTier; tier <= of.highestTier; ++tier) {
        addBox(part, tier, x, width);
    }
}

void Across::place(int part, double x, double width, int parent)
{
    x += movedBy(part);
    if (isOneBox(part)) {
        addBox(part, parts_.part(part).lowestTier, x, width);
    } else {
        addFrame(part, x, width, parent);
    }
}

void Across::addBox(int part, int tier, double x, double width)
{
    FabricBox box{.part = part, .tier = tier, .area = {x, 0.0, width, 0.0}};
    const auto number = static_cast<int>(placed_.boxes.size());
    for (const NodeIndex node : parts_.nodesOf(part)) {
        const network::FabricNode& fabricNode = graph_.nodes()[index(node)];
        if (static_cast<int>(fabricNode.tier) == tier) {
            box.rail = box.nodes == 0 || box.rail == fabricNode.rail ? fabricNode.rail : -1;
            ++box.nodes;
            placed_.boxOfNode[index(node)] = number;
        }
    }
    if (box.nodes > 0) {
        placed_.boxes.push_back(box);
    }
}

void Across::addFrame(int part, double x, double width, int parent)
{
    const auto number = static_cast<int>(placed_.frames.size());
    const auto firstBox = static_cast<std::ptrdiff_t>(placed_.boxes.size());
    placed_.frames.push_back({.part = part, .area = {x, 0.0, width, 0.0}, .parent = parent});
    placed_.above.push_back(0.0);
    placed_.below.push_back(0.0);
    placeContents(part, x + fabric::padding, width - 2.0 * fabric::padding, number);

    // Around what is in it, wherever the user has moved that.
    const Part& of = parts_.part(part);
    double left = 1e300;
    double right = -1e300;
    double above = 0.0;
    double below = 0.0;
    const auto include = [&](const QRectF& area, double margin) {
        left = std::min(left, area.left() - margin);
        right = std::max(right, area.right() + margin);
    };
    for (auto box = placed_.boxes.begin() + firstBox; box != placed_.boxes.end(); ++box) {
        include(box->area, fabric::padding);
    }
    for (std::size_t inner = index(number) + 1; inner < placed_.frames.size(); ++inner) {
        const FabricFrame& frame = placed_.frames[inner];
        if (frame.parent == number) {
            const Part& child = parts_.part(frame.part);
            include(frame.area, fabric::padding);
            if (child.highestTier == of.highestTier) {
                above = std::max(above, placed_.above[inner]);
            }
            if (child.lowestTier == of.lowestTier) {
                below = std::max(below, placed_.below[inner]);
            }
        }
    }
    const bool titleBelow = titlePlace(parts_, part) == TitlePlace::Below;
    placed_.above[index(number)] =
        above + fabric::padding + (titleBelow ? 0.0 : placed_.titleHeight);
    placed_.below[index(number)] =
        below + fabric::padding + (titleBelow ? placed_.titleHeight : 0.0);
    placed_.frames[index(number)].area = QRectF(left, 0.0, right - left, 0.0);
}

// The boxes beside each other in the widest layer.
int widest(const FabricParts& parts, const std::vector<char>& unfolded, int part)
{
    if (unfolded[index(part)] == 0) {
        return 1;
    }
    int most = 1;
    for (const std::vector<int>& row : rowsOf(parts, part)) {
        int sum = 0;
        for (const int child : row) {
            sum += widest(parts, unfolded, child);
        }
        most = std::max(most, sum);
    }
    return most;
}

bool isSet(const Part& part)
{
    return part.kind == PartKind::Tier || part.kind == PartKind::Rack;
}

} // namespace

std::vector<char> firstUnfolded(const FabricParts& parts)
{
    std::vector<char> unfolded(parts.parts().size(), 0);
    if (unfolded.empty()) {
        return unfolded;
    }
    unfolded[0] = 1;
    std::vector<int> level = parts.part(0).children;
    while (!level.empty()) {
        std::vector<int> next;
        std::vector<char> tried = unfolded;
        for (const int part : level) {
            const Part& of = parts.part(part);
            if (of.kind == PartKind::Device || (isSet(of) && of.size() > smallestFolded)) {
                continue;
            }
            tried[index(part)] = 1;
            next.insert(next.end(), of.children.begin(), of.children.end());
        }
        if (widest(parts, tried, 0) > widestLayer) {
            break;
        }
        unfolded = std::move(tried);
        level = std::move(next);
    }
    return unfolded;
}

std::vector<char> unfoldedBy(const FabricParts& parts, const FabricArrangement& arrangement)
{
    std::vector<char> unfolded = firstUnfolded(parts);
    for (std::size_t part = 1; part < unfolded.size() && !arrangement.unfolded.empty(); ++part) {
        if (parts.parts()[part].kind == PartKind::Device) {
            continue;
        }
        const auto found = arrangement.unfolded.find(parts.keyOf(static_cast<int>(part)));
        if (found != arrangement.unfolded.end()) {
            unfolded[part] = found->second ? 1 : 0;
        }
    }
    return unfolded;
}

TitlePlace titlePlace(const FabricParts& parts, int part)
{
    return parts.part(part).lowestTier == parts.part(0).lowestTier ? TitlePlace::Below
                                                                   : TitlePlace::Above;
}

FabricAcross placedAcross(const FabricParts& parts,
                          const FabricGraph& graph,
                          const FabricArrangement& arrangement,
                          const FabricRoom& room)
{
    return Across{parts, graph, arrangement}.place(room);
}

} // namespace rackwright::ui

#include "core/layout/tray_lines.h"

#include "core/layout/footprint.h"

#include <algorithm>
#include <cmath>

namespace rackwright::layout {

namespace {

TrayLine lineOf(const Tray& tray)
{
    TrayLine line{.x = tray.from.x.base(), .y = tray.from.y.base()};
    const double dx = tray.to.x.base() - line.x;
    const double dy = tray.to.y.base() - line.y;
    line.length = std::hypot(dx, dy);
    if (line.length > 0.0) {
        line.dx = dx / line.length;
        line.dy = dy / line.length;
    }
    return line;
}

bool isSame(const TrayLine& a, const TrayLine& b)
{
    const auto near = [](double from, double to) { return std::abs(from - to) < touching.base(); };
    return near(a.x, b.x) && near(a.y, b.y) && near(a.x + a.dx * a.length, b.x + b.dx * b.length) &&
           near(a.y + a.dy * a.length, b.y + b.dy * b.length);
}

// Within the width of the second tray an end of the first reaches it.
void joinEnds(const TrayLine& first, const TrayLine& second, std::vector<Joint>& joints)
{
    for (const double along : {0.0, first.length}) {
        const Foot foot = footOf(second, first.x + along * first.dx, first.y + along * first.dy);
        if (foot.aside <= second.halfWidth + touching.base()) {
            joints.push_back({along, foot.along, foot.aside});
        }
    }
}

// The rectangle around a line and its width, to tell quickly that two trays are apart.
bool mayMeet(const TrayLine& a, const TrayLine& b)
{
    const auto apart =
        [](double from, double step, double otherFrom, double otherStep, double gap) {
            return std::max(from, from + step) + gap < std::min(otherFrom, otherFrom + otherStep) ||
                   std::max(otherFrom, otherFrom + otherStep) + gap < std::min(from, from + step);
        };
    const double gap = std::max(a.halfWidth, b.halfWidth) + touching.base();
    return !apart(a.x, a.dx * a.length, b.x, b.dx * b.length, gap) &&
           !apart(a.y, a.dy * a.length, b.y, b.dy * b.length, gap);
}

} // namespace

std::vector<TrayLine> trayLines(const Table<Tray>& trays)
{
    std::vector<TrayLine> lines;
    for (std::size_t i = 0; i < trays.size(); ++i) {
        const Tray& tray = trays[i];
        const TrayLine own = lineOf(tray);
        auto line =
            std::ranges::find_if(lines, [&](const TrayLine& other) { return isSame(own, other); });
        if (line == lines.end()) {
            line = lines.insert(line, own);
        }
        line->halfWidth = std::max(line->halfWidth, tray.width.base() / 2.0);
        line->levels.push_back({.tray = i,
                                .height = tray.height.base(),
                                .crossSection = (tray.width * tray.depth).base()});
    }
    for (TrayLine& line : lines) {
        std::ranges::stable_sort(line.levels, {}, &TrayLevel::height);
    }
    return lines;
}

Foot footOf(const TrayLine& line, double x, double y)
{
    const double along =
        std::clamp((x - line.x) * line.dx + (y - line.y) * line.dy, 0.0, line.length);
    return {along, std::hypot(x - (line.x + along * line.dx), y - (line.y + along * line.dy))};
}

std::vector<Joint> jointsOf(const TrayLine& first, const TrayLine& second)
{
    if (!mayMeet(first, second)) {
        return {};
    }
    const double turn = first.dx * second.dy - first.dy * second.dx;
    if (std::abs(turn) > 1e-9) {
        const double x = second.x - first.x;
        const double y = second.y - first.y;
        const double alongFirst = (x * second.dy - y * second.dx) / turn;
        const double alongSecond = (x * first.dy - y * first.dx) / turn;
        if (alongFirst >= 0.0 && alongFirst <= first.length && alongSecond >= 0.0 &&
            alongSecond <= second.length) {
            return {{alongFirst, alongSecond, 0.0}};
        }
    }
    std::vector<Joint> joints;
    joinEnds(first, second, joints);
    std::vector<Joint> others;
    joinEnds(second, first, others);
    for (const Joint& joint : others) {
        joints.push_back({joint.alongSecond, joint.alongFirst, joint.gap});
    }
    return joints;
}

} // namespace rackwright::layout

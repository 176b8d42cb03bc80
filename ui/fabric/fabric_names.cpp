#include "ui/fabric/fabric_names.h"

#include "core/base/units.h"
#include "ui/text/figure_text.h"
#include "ui/text/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace rackwright::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Fabric", text);
}

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

template <typename Row, typename RowId>
QString nameIn(const Table<Row>& table, RowId id)
{
    const Row* row = table.find(id);
    return row == nullptr ? unknownText() : QString::fromStdString(row->name);
}

QString number(int count)
{
    return exactText(count, "1");
}

struct TierWords
{
    const char* layer;
    const char* one;
    const char* many;
    const char* brief; // beside a count in a small box
};

const TierWords& wordsOf(int tier)
{
    static constexpr std::array<TierWords, 5> words{{
        {QT_TRANSLATE_NOOP("Fabric", "Servers"),
         QT_TRANSLATE_NOOP("Fabric", "%1 server"),
         QT_TRANSLATE_NOOP("Fabric", "%1 servers"),
         QT_TRANSLATE_NOOP("Fabric", "servers")},
        {QT_TRANSLATE_NOOP("Fabric", "Leaf switches"),
         QT_TRANSLATE_NOOP("Fabric", "%1 leaf switch"),
         QT_TRANSLATE_NOOP("Fabric", "%1 leaf switches"),
         QT_TRANSLATE_NOOP("Fabric", "leaves")},
        {QT_TRANSLATE_NOOP("Fabric", "Spine switches"),
         QT_TRANSLATE_NOOP("Fabric", "%1 spine switch"),
         QT_TRANSLATE_NOOP("Fabric", "%1 spine switches"),
         QT_TRANSLATE_NOOP("Fabric", "spines")},
        {QT_TRANSLATE_NOOP("Fabric", "Core switches"),
         QT_TRANSLATE_NOOP("Fabric", "%1 core switch"),
         QT_TRANSLATE_NOOP("Fabric", "%1 core switches"),
         QT_TRANSLATE_NOOP("Fabric", "cores")},
        {QT_TRANSLATE_NOOP("Fabric", "Fourth tier"),
         QT_TRANSLATE_NOOP("Fabric", "%1 switch of the fourth tier"),
         QT_TRANSLATE_NOOP("Fabric", "%1 switches of the fourth tier"),
         QT_TRANSLATE_NOOP("Fabric", "tops")},
    }};
    return words[index(tier)];
}

} // namespace

FabricModel fabricModel(const Snapshot& snapshot, FabricId fabric)
{
    FabricModel model{.snapshot = snapshot, .fabric = fabric, .graph = {}, .parts = {}};
    if (!fabric.isNone()) {
        model.graph = network::FabricGraph{snapshot, fabric};
        model.parts = FabricParts{snapshot, model.graph};
    }
    return model;
}

FabricId firstFabric(const Snapshot& snapshot)
{
    const auto gpu = std::ranges::find(snapshot.fabrics, FabricPurpose::Gpu, &Fabric::purpose);
    if (gpu != snapshot.fabrics.end()) {
        return gpu->id;
    }
    return snapshot.fabrics.isEmpty() ? FabricId{} : snapshot.fabrics[0].id;
}

QString nameOf(const FabricModel& model, int part)
{
    const Part& of = model.parts.part(part);
    const Snapshot& snapshot = model.snapshot;
    switch (of.kind) {
    case PartKind::Network:
        return nameIn(snapshot.fabrics, model.fabric);
    case PartKind::Hall:
        return nameIn(snapshot.halls, HallId{of.id});
    case PartKind::Pod:
        return tr("Pod %1").arg(of.id);
    case PartKind::Array:
        return nameIn(snapshot.arrays, ArrayId{of.id});
    case PartKind::Tier:
        return layerName(of.id);
    case PartKind::Rack:
        return nameIn(snapshot.racks, RackId{of.id});
    case PartKind::Device:
        return nameIn(snapshot.devices, DeviceId{of.id});
    }
    return {};
}

QString shortNameOf(const FabricModel& model, int part)
{
    const Part& of = model.parts.part(part);
    if (of.kind == PartKind::Pod) {
        return tr("P%1").arg(of.id);
    }
    const QString name = nameOf(model, part);
    return name.section(QLatin1Char('-'), -1);
}

QString layerName(int tier)
{
    return tr(wordsOf(tier).layer);
}

QString countText(int nodes, int tier)
{
    return tr(nodes == 1 ? wordsOf(tier).one : wordsOf(tier).many).arg(number(nodes));
}

QString contentsOf(const FabricModel& model, int part)
{
    std::array<int, 5> counts{};
    for (const network::NodeIndex node : model.parts.nodesOf(part)) {
        ++counts[static_cast<std::size_t>(model.graph.nodes()[index(node)].tier)];
    }
    QStringList texts;
    for (int tier = static_cast<int>(counts.size()) - 1; tier >= 0; --tier) {
        if (counts[index(tier)] > 0) {
            texts << countText(counts[index(tier)], tier);
        }
    }
    return texts.join(QStringLiteral(", "));
}

QStringList textsOf(const FabricModel& model, const FabricBox& box)
{
    const Part& part = model.parts.part(box.part);
    if (part.kind == PartKind::Device) {
        return {nameOf(model, box.part), shortNameOf(model, box.part)};
    }
    const QString count = number(box.nodes);
    const QString words = QStringLiteral("%1\n%2").arg(count, tr(wordsOf(box.tier).brief));
    const bool framed = part.lowestTier != part.highestTier; // then the frame has the name
    if (!framed && part.kind != PartKind::Tier && part.kind != PartKind::Pod) {
        return {nameOf(model, box.part) + QLatin1Char('\n') + countText(box.nodes, box.tier),
                shortNameOf(model, box.part) + QLatin1Char('\n') +
                    words.section(QLatin1Char('\n'), 0, 0),
                count};
    }
    return {countText(box.nodes, box.tier), words, count};
}

QString describe(const FabricModel& model, const FabricBox& box, const BoxState& state)
{
    const Part& part = model.parts.part(box.part);
    const QString name = nameOf(model, box.part);
    QStringList lines{name};
    if (part.kind == PartKind::Device) {
        const Device& device = model.snapshot.devices.at(DeviceId{part.id});
        const QString kind =
            device.tier == Tier::None ? nameOf(DeviceKind::Server) : nameOf(device.tier);
        lines << (box.rail < 0 ? kind : tr("%1 of rail %2").arg(kind).arg(box.rail));
        if (const Rack* rack = model.snapshot.racks.find(device.rack)) {
            lines << tr("in rack %1").arg(QString::fromStdString(rack->name));
        }
    } else {
        lines << countText(box.nodes, box.tier);
    }
    if (state.down > 0) {
        lines << tr("%1 of %2 down").arg(number(state.down), number(box.nodes));
    }
    if (state.hampered > 0) {
        lines << tr("%1 with %2 of their bandwidth or more, not all")
                     .arg(number(state.hampered), percentText(state.worst));
    }
    return lines.join(QLatin1Char('\n'));
}

QString describe(const FabricModel& model,
                 const FabricLayout& layout,
                 const FabricLink& link,
                 const LinkState& state)
{
    const FabricBox& lower = layout.boxes[index(link.lower)];
    const FabricBox& upper = layout.boxes[index(link.upper)];
    const Fabric* fabric = model.snapshot.fabrics.find(model.fabric);
    const auto end = [&](const FabricBox& box) {
        return box.nodes == 1 && model.parts.part(box.part).kind == PartKind::Device
                   ? nameOf(model, box.part)
                   : QStringLiteral("%1, %2").arg(nameOf(model, box.part),
                                                  countText(box.nodes, box.tier));
    };
    QString text = (link.cables == 1 ? tr("%1 cable") : tr("%1 cables")).arg(number(link.cables));
    if (fabric != nullptr && fabric->linkSpeed > Bandwidth{}) {
        const double speed = fabric->linkSpeed / units::bitPerSecond;
        text += tr(" of %1").arg(valueText(speed, "bit/s"));
    }
    if (link.rail >= 0) {
        text += tr(", rail %1").arg(link.rail);
    }
    QStringList lines{text, end(upper), end(lower)};
    if (state.lost > 0) {
        lines << tr("%1 of %2 cables down").arg(number(state.lost), number(link.cables));
    }
    if (state.load >= 0.0) {
        lines << tr("busiest cable %1 full").arg(percentText(state.load));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace rackwright::ui

#include "ui/fabric/kept_arrangement.h"

#include <QSettings>
#include <QVariantMap>

namespace rackwright::ui {

namespace {

QString keyOf(const QString& plan, const QString& network)
{
    return QStringLiteral("network/%1/%2")
        .arg(QString::fromLatin1(plan.toUtf8().toHex()),
             QString::fromLatin1(network.toUtf8().toHex()));
}

template <typename Value>
QVariantMap stored(const std::map<std::string, Value>& values)
{
    QVariantMap map;
    for (const auto& [key, value] : values) {
        map[QString::fromStdString(key)] = value;
    }
    return map;
}

template <typename Value>
std::map<std::string, Value> restored(const QVariantMap& map)
{
    std::map<std::string, Value> values;
    for (auto each = map.begin(); each != map.end(); ++each) {
        values[each.key().toStdString()] = each.value().value<Value>();
    }
    return values;
}

} // namespace

FabricArrangement keptArrangement(const QString& plan, const QString& network)
{
    const QVariantMap kept = QSettings().value(keyOf(plan, network)).toMap();
    return {.unfolded = restored<bool>(kept.value(QStringLiteral("unfolded")).toMap()),
            .moved = restored<double>(kept.value(QStringLiteral("moved")).toMap())};
}

void keepArrangement(const QString& plan,
                     const QString& network,
                     const FabricArrangement& arrangement)
{
    QSettings().setValue(keyOf(plan, network),
                         QVariantMap{{QStringLiteral("unfolded"), stored(arrangement.unfolded)},
                                     {QStringLiteral("moved"), stored(arrangement.moved)}});
}

} // namespace rackwright::ui

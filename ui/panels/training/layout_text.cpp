#include "ui/panels/training/layout_text.h"

#include "ui/text/figure_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace rackwright::ui {

namespace {

QString tr(const char* text, int number)
{
    return QCoreApplication::translate("LayoutText", text, nullptr, number);
}

QString count(double value)
{
    return exactText(value, "1");
}

} // namespace

QString layoutText(const training::Strategy& strategy)
{
    QStringList parts{QStringLiteral("TP %1").arg(strategy.tensorParallel)};
    const QString stages = QStringLiteral("PP %1").arg(strategy.pipelineParallel);
    const int chunks = strategy.pipelineInterleave;
    parts << (chunks > 1 ? tr("%1 in %2 chunks", chunks).arg(stages).arg(chunks) : stages);
    if (strategy.contextParallel > 1) {
        parts << QStringLiteral("CP %1").arg(strategy.contextParallel);
    }
    if (strategy.expertParallel > 1) {
        parts << QStringLiteral("EP %1").arg(strategy.expertParallel);
    }
    parts << QStringLiteral("DP %1").arg(count(static_cast<double>(strategy.dataParallel)));
    const QString each = strategy.microbatch == 1
                             ? tr("of 1 sequence", 1)
                             : tr("of %1 sequences", strategy.microbatch).arg(strategy.microbatch);
    parts << (strategy.microbatches == 1 ? tr("1 microbatch %1", 1).arg(each)
                                         : tr("%1 microbatches %2", strategy.microbatches)
                                               .arg(count(strategy.microbatches), each));
    return parts.join(QStringLiteral(", "));
}

} // namespace rackwright::ui

#include "ui/reporting/cell_text.h"

#include "core/base/figure.h"
#include "ui/text/figure_text.h"

namespace rackwright::ui {

namespace {

struct Text
{
    QString operator()(const std::string& text) const { return QString::fromStdString(text); }

    QString operator()(const report::Measure& measure) const
    {
        Figure figure;
        figure.unit = measure.unit;
        figure.value = measure.value;
        figure.unknownParts = measure.unknownParts;
        return figureWithBand(figure);
    }

    QString operator()(const report::Change& change) const
    {
        return differenceText(change.before, change.after, change.unit);
    }
};

} // namespace

QString cellText(const report::Cell& cell)
{
    return std::visit(Text{}, cell);
}

} // namespace rackwright::ui

#include "ui/panels/why/why_panel.h"

#include "ui/text/figure_text.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace rackwright::ui {

namespace {

enum Column
{
    What,
    Value,
    Band,
    Origin,
};

// The facts behind an origin such as "A-30, C-05", one a line.
QString factsOf(const std::string& origin, const Snapshot& plan)
{
    QStringList facts;
    for (const QString& key : QString::fromStdString(origin).split(QLatin1Char(','))) {
        const std::string wanted = key.trimmed().toStdString();
        const auto found = std::ranges::find(plan.sources, wanted, &Source::key);
        if (found != plan.sources.end()) {
            facts << QStringLiteral("%1: %2 (%3)")
                         .arg(QString::fromStdString(found->key),
                              QString::fromStdString(found->fact),
                              QString::fromStdString(found->location));
        }
    }
    return facts.join(QLatin1Char('\n'));
}

} // namespace

WhyPanel::WhyPanel(QWidget* parent)
    : QWidget(parent)
    , title_(new QLabel(tr("Click a total at the foot of the window to see where it comes from.")))
    , formula_(new QLabel)
    , inputs_(new QTreeWidget)
{
    setObjectName(QStringLiteral("why"));
    title_->setWordWrap(true);
    formula_->setWordWrap(true);
    formula_->setForegroundRole(QPalette::PlaceholderText);
    formula_->hide();
    inputs_->setObjectName(QStringLiteral("whyInputs"));
    inputs_->setAccessibleName(tr("Inputs of the figure"));
    inputs_->setHeaderLabels({tr("Input"), tr("Value"), tr("Band"), tr("Source")});
    inputs_->setAlternatingRowColors(true);
    inputs_->setFrameShape(QFrame::NoFrame);
    inputs_->header()->setStretchLastSection(true);
    inputs_->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(4);
    layout->addWidget(title_);
    layout->addWidget(formula_);
    layout->addWidget(inputs_, 1);
    layout->addStretch();
}

void WhyPanel::show(const Figure& figure, const Snapshot& plan)
{
    shownKey_ = figure.key;
    title_->setText(QStringLiteral("<b>%1: %2</b>")
                        .arg(QString::fromStdString(figure.label).toHtmlEscaped(),
                             figureWithBand(figure).toHtmlEscaped()));
    formula_->setText(figure.formula.empty()
                          ? QString()
                          : tr("= %1").arg(QString::fromStdString(figure.formula)));
    formula_->setVisible(!figure.formula.empty());
    inputs_->clear();
    for (const Figure& input : figure.inputs) {
        add(inputs_->invisibleRootItem(), input, plan);
    }
    inputs_->setVisible(!figure.inputs.empty());
    inputs_->collapseAll();
    inputs_->resizeColumnToContents(What);
    inputs_->setColumnWidth(What, std::min(inputs_->columnWidth(What), 220));
    inputs_->resizeColumnToContents(Value);
    inputs_->resizeColumnToContents(Band);
}

void WhyPanel::add(QTreeWidgetItem* parent, const Figure& figure, const Snapshot& plan)
{
    auto* item = new QTreeWidgetItem(parent);
    item->setText(What, QString::fromStdString(figure.label));
    item->setText(Value, figureText(figure));
    item->setText(Band, bandText(figure.value, figure.unit));
    item->setText(Origin, QString::fromStdString(figure.origin));
    item->setTextAlignment(Value, Qt::AlignRight | Qt::AlignVCenter);
    item->setTextAlignment(Band, Qt::AlignRight | Qt::AlignVCenter);
    item->setToolTip(What, QString::fromStdString(figure.formula));
    const QString facts = factsOf(figure.origin, plan);
    item->setToolTip(Origin, facts.isEmpty() ? QString::fromStdString(figure.origin) : facts);
    for (const Figure& input : figure.inputs) {
        add(item, input, plan);
    }
}

} // namespace rackwright::ui

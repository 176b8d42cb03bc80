#include "ui/panels/inspector/inspector_panel.h"

#include "core/base/units.h"
#include "ui/document/plan_document.h"
#include "ui/look/theme.h"
#include "ui/panels/inspector/inspection.h"
#include "ui/text/error_text.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace rackwright::ui {

using namespace units;

namespace {

enum Column
{
    Name,
    Value,
    Origin,
};

constexpr double smallestMove = 0.001; // metres: what the boxes show is rounded to millimetres
constexpr int itemRole = Qt::UserRole;
constexpr int originWidth = 64; // at least, for the source of each value

QDoubleSpinBox* metresBox(const QString& objectName, const QString& accessibleName)
{
    auto* box = new QDoubleSpinBox;
    box->setObjectName(objectName);
    box->setAccessibleName(accessibleName);
    box->setToolTip(
        InspectorPanel::tr("Metres from the building's south-west corner; Enter moves the rack"));
    box->setRange(-10'000.0, 10'000.0);
    box->setDecimals(3);
    box->setSingleStep(0.1);
    box->setSuffix(QStringLiteral(" m"));
    box->setKeyboardTracking(false);
    box->setAlignment(Qt::AlignRight);
    return box;
}

} // namespace

InspectorPanel::InspectorPanel(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , kind_(new QLabel)
    , title_(new QLabel)
    , editor_(makeEditor())
    , problem_(new QLabel)
    , properties_(new QTreeWidget)
{
    setObjectName(QStringLiteral("inspector"));
    kind_->setForegroundRole(QPalette::PlaceholderText);
    QFont large = title_->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    title_->setFont(large);
    title_->setObjectName(QStringLiteral("inspectorTitle"));
    title_->setTextFormat(Qt::PlainText); // names are no markup
    problem_->setObjectName(QStringLiteral("inspectorProblem"));
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    problem_->hide();

    properties_->setObjectName(QStringLiteral("properties"));
    properties_->setAccessibleName(tr("Properties"));
    properties_->setHeaderLabels({tr("Property"), tr("Value"), tr("Source")});
    properties_->setRootIsDecorated(false);
    properties_->setIndentation(8);
    properties_->setFrameShape(QFrame::NoFrame);
    properties_->header()->setStretchLastSection(true);
    properties_->setHorizontalScrollBarPolicy(
        Qt::ScrollBarAlwaysOff); // tool tips tell what is cut off
    connect(properties_, &QTreeWidget::itemActivated, this, &InspectorPanel::follow);
    connect(properties_, &QTreeWidget::itemClicked, this, &InspectorPanel::follow);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(4);
    layout->addWidget(kind_);
    layout->addWidget(title_);
    layout->addWidget(editor_);
    layout->addWidget(problem_);
    layout->addWidget(properties_, 1);

    connect(&selection_, &Selection::changed, this, &InspectorPanel::refresh);
    refresh();
}

QWidget* InspectorPanel::makeEditor()
{
    name_ = new QLineEdit;
    name_->setObjectName(QStringLiteral("rackName"));
    name_->setAccessibleName(tr("Name of the rack"));
    name_->setToolTip(tr("The rack's name; Enter renames it"));
    x_ = metresBox(QStringLiteral("rackX"), tr("East coordinate of the rack's centre"));
    y_ = metresBox(QStringLiteral("rackY"), tr("North coordinate of the rack's centre"));
    connect(name_, &QLineEdit::editingFinished, this, &InspectorPanel::rename);
    connect(x_, &QDoubleSpinBox::valueChanged, this, &InspectorPanel::moveTyped);
    connect(y_, &QDoubleSpinBox::valueChanged, this, &InspectorPanel::moveTyped);

    auto* editor = new QWidget;
    auto* form = new QFormLayout(editor);
    form->setContentsMargins(0, 4, 0, 4);
    form->setSpacing(4);
    form->addRow(tr("&Name"), name_);
    form->addRow(tr("Centre &x"), x_);
    form->addRow(tr("Centre &y"), y_);
    return editor;
}

void InspectorPanel::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::shownChanged, this, &InspectorPanel::refresh);
    }
    refresh();
}

const Rack* InspectorPanel::editedRack() const
{
    const Item current = selection_.current();
    const RackId* id = std::get_if<RackId>(&current);
    return document_ == nullptr || id == nullptr || selection_.items().size() != 1
               ? nullptr
               : document_->shown().racks.find(*id);
}

void InspectorPanel::refresh()
{
    problem_->hide();
    if (document_ != nullptr && document_->isPreviewing()) {
        fillEditor(); // a drag changes the place; the rest can wait for the drop
        return;
    }
    if (document_ == nullptr) {
        fill({tr("No plan is open"), {}, {}});
        editor_->hide();
        return;
    }
    const Snapshot& snapshot = document_->shown();
    fill(selection_.items().size() > 1 ? inspectRacks(snapshot, selection_.racks(snapshot))
                                       : inspect(snapshot, selection_.current()));
    fillEditor();
}

void InspectorPanel::fill(const Inspection& inspection)
{
    kind_->setText(inspection.kind);
    title_->setText(inspection.title);
    properties_->clear();
    for (const Section& section : inspection.sections) {
        auto* head = new QTreeWidgetItem(properties_, {section.title});
        QFont bold = properties_->font();
        bold.setWeight(QFont::DemiBold);
        head->setFont(Name, bold);
        head->setFirstColumnSpanned(true);
        head->setFlags(Qt::ItemIsEnabled);
        for (const Property& property : section.properties) {
            auto* line =
                new QTreeWidgetItem(head, {property.name, property.value, property.origin});
            line->setToolTip(Value, property.value);
            line->setToolTip(Origin, property.origin);
            line->setForeground(Origin, palette().brush(QPalette::PlaceholderText));
            if (!std::holds_alternative<std::monostate>(property.leadsTo)) {
                line->setData(Value, itemRole, QVariant::fromValue(property.leadsTo));
                line->setForeground(Value, palette().brush(QPalette::Link));
                line->setToolTip(Value, tr("Click to select %1").arg(property.value));
            }
        }
    }
    properties_->expandAll();
    shareWidth();
}

// Names and values before their origins, whose beginning is always seen.
void InspectorPanel::shareWidth()
{
    properties_->resizeColumnToContents(Name);
    properties_->resizeColumnToContents(Value);
    const int widest =
        properties_->viewport()->width() - properties_->columnWidth(Name) - originWidth;
    properties_->setColumnWidth(
        Value, std::min(properties_->columnWidth(Value), std::max(widest, originWidth)));
}

void InspectorPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    shareWidth();
}

void InspectorPanel::fillEditor()
{
    const Rack* rack = editedRack();
    editor_->setVisible(rack != nullptr);
    if (rack == nullptr) {
        return;
    }
    const QSignalBlocker quietX(x_);
    const QSignalBlocker quietY(y_);
    if (!name_->hasFocus() || !name_->isModified()) {
        name_->setText(QString::fromStdString(rack->name));
    }
    x_->setValue(rack->centre.x / metre);
    y_->setValue(rack->centre.y / metre);
    editor_->setEnabled(document_->plan().racks.find(rack->id) != nullptr &&
                        !document_->isPreviewing());
}

void InspectorPanel::rename()
{
    const Rack* rack = editedRack();
    if (rack == nullptr || !name_->isModified() || name_->text().toStdString() == rack->name) {
        return;
    }
    name_->setModified(false);
    report(document_->apply(
        RenameRack{.rack = rack->id, .name = name_->text().trimmed().toStdString()}));
}

void InspectorPanel::moveTyped()
{
    const Rack* rack = editedRack();
    if (rack == nullptr) {
        return;
    }
    const Length dx = x_->value() * metre - rack->centre.x;
    const Length dy = y_->value() * metre - rack->centre.y;
    if (std::abs(dx / metre) < smallestMove && std::abs(dy / metre) < smallestMove) {
        return;
    }
    report(document_->apply(MoveRacks{.racks = {rack->id}, .dx = dx, .dy = dy}));
}

void InspectorPanel::report(const Status& status)
{
    if (status) {
        return;
    }
    fillEditor(); // back to what the plan says
    problem_->setText(QStringLiteral("⚠ ") + sentenceFor(status.error()));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, worseColour(palette()));
    problem_->setPalette(colours);
    problem_->show();
}

void InspectorPanel::follow(QTreeWidgetItem* item)
{
    const QVariant target = item->data(Value, itemRole);
    if (target.isValid()) {
        selection_.select(target.value<Item>());
    }
}

} // namespace rackwright::ui

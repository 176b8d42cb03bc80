#include "ui/models/findings_model.h"

#include "ui/look/icons.h"

#include <algorithm>
#include <utility>

namespace rackwright::ui {

namespace {

QString severityText(check::Severity severity)
{
    switch (severity) {
    case check::Severity::Error:
        return FindingsModel::tr("Error");
    case check::Severity::Warning:
        return FindingsModel::tr("Warning");
    case check::Severity::Note:
        return FindingsModel::tr("Note");
    }
    return {};
}

QString iconName(const check::Finding& finding)
{
    if (!finding.waiver.empty()) {
        return QStringLiteral("check");
    }
    switch (finding.severity) {
    case check::Severity::Error:
        return QStringLiteral("circle-x");
    case check::Severity::Warning:
        return QStringLiteral("triangle-alert");
    case check::Severity::Note:
        return QStringLiteral("circle-help");
    }
    return {};
}

QString titleOf(const std::string& rule)
{
    const std::string_view title = check::titleOf(rule);
    return QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
}

QString textOf(const check::Finding& finding, int column)
{
    switch (column) {
    case FindingsModel::Severity:
        return severityText(finding.severity);
    case FindingsModel::Where:
        return QString::fromStdString(finding.subject);
    case FindingsModel::What:
        return QString::fromStdString(finding.detail);
    case FindingsModel::Rule:
        return titleOf(finding.rule);
    case FindingsModel::Accepted:
        return QString::fromStdString(finding.waiver);
    default:
        return {};
    }
}

} // namespace

void FindingsModel::setFindings(std::vector<check::Finding> findings)
{
    if (findings == findings_) {
        return; // the selection stays
    }
    beginResetModel();
    findings_ = std::move(findings);
    endResetModel();
}

const check::Finding& FindingsModel::finding(const QModelIndex& index) const
{
    return findings_[static_cast<std::size_t>(index.row())];
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(findings_.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const check::Finding& shown = finding(index);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        return textOf(shown, index.column());
    }
    if (role == Qt::DecorationRole && index.column() == Severity) {
        return icon(iconName(shown));
    }
    return {};
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Severity:
        return tr("Severity");
    case Where:
        return tr("Where");
    case What:
        return tr("What is wrong");
    case Rule:
        return tr("Rule");
    case Accepted:
        return tr("Waived because");
    default:
        return {};
    }
}

} // namespace rackwright::ui

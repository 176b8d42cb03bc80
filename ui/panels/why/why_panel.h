// "Why?": a figure opened into its formula, inputs and sources.
#pragma once

#include "core/base/figure.h"
#include "core/model/snapshot.h"

#include <QWidget>

#include <string>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace rackwright::ui {

class WhyPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit WhyPanel(QWidget* parent = nullptr);

    // `plan` knows the sources that the figure names.
    void show(const Figure& figure, const Snapshot& plan);

    // The key of the figure shown; empty when none is.
    [[nodiscard]] std::string shownKey() const { return shownKey_; }

private:
    void add(QTreeWidgetItem* parent, const Figure& figure, const Snapshot& plan);

    QLabel* title_ = nullptr;
    QLabel* formula_ = nullptr;
    QTreeWidget* inputs_ = nullptr;
    std::string shownKey_;
};

} // namespace rackwright::ui

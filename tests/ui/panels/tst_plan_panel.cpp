#include "tests/support/edits.h"
#include "tests/support/plan_on_disk.h"
#include "ui/document/plan_document.h"
#include "ui/models/plan_tree_model.h"
#include "ui/panels/plan/plan_panel.h"

#include <QTest>
#include <QTreeView>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;

class TestPlanPanel : public QObject
{
    Q_OBJECT

private slots:
    void whatIsOpenStaysOpenAfterAnEdit();
};

void TestPlanPanel::whatIsOpenStaysOpenAfterAnEdit()
{
    const test::PlanOnDisk disk(test::edited(test::emptyHall(), test::arrays("Hall 1", 1)));
    const auto document = *PlanDocument::open(disk.path());
    Selection selection;
    PlanPanel panel(selection);
    panel.setDocument(document.get());
    auto* tree = panel.findChild<QTreeView*>(QStringLiteral("planTree"));
    auto* model = qobject_cast<PlanTreeModel*>(tree->model());
    const Rack& rack = *findRack(document->plan(), "H1-R01-02");
    const RackId id = rack.id;
    selection.select(id); // opens hall and row
    QVERIFY(tree->isExpanded(model->indexOf(rack.row)));
    QVERIFY(!tree->isExpanded(model->indexOf(id)));

    QVERIFY(document->apply(RenameRack{id, "Other"}));

    QVERIFY(tree->isExpanded(model->indexOf(document->plan().racks.at(id).row)));
    QCOMPARE(tree->currentIndex(), model->indexOf(id));
}

QTEST_MAIN(TestPlanPanel)
#include "tst_plan_panel.moc"

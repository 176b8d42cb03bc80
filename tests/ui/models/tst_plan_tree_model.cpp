#include "tests/support/edits.h"
#include "tests/support/plan_on_disk.h"
#include "ui/document/plan_document.h"
#include "ui/models/plan_tree_model.h"
#include "ui/models/search.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;

class TestPlanTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void keepsTheContractOfModels();
    void leadsFromHallToDevice();
    void followsARenamedRack();
    void searchPutsNamesThatStartWithTheTextFirst();
    void searchIgnoresCaseAndStopsAtTheLimit();

private:
    std::unique_ptr<test::PlanOnDisk> disk_;
    std::unique_ptr<PlanDocument> document_;
};

void TestPlanTreeModel::init()
{
    // One array: eight compute racks with their network rack in the middle.
    disk_ = std::make_unique<test::PlanOnDisk>(
        test::edited(test::emptyHall(), test::arrays("Hall 1", 1)));
    auto opened = PlanDocument::open(disk_->path());
    QVERIFY(static_cast<bool>(opened));
    document_ = *std::move(opened);
}

void TestPlanTreeModel::keepsTheContractOfModels()
{
    PlanTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDocument(document_.get());
    model.setDocument(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestPlanTreeModel::leadsFromHallToDevice()
{
    PlanTreeModel model;
    model.setDocument(document_.get());
    QCOMPARE(model.rowCount(), 1);
    const QModelIndex hall = model.index(0, 0);
    QCOMPARE(hall.data().toString(), QStringLiteral("Hall 1"));
    const Rack& rack = document_->plan().racks[0];
    const QModelIndex index = model.indexOf(rack.id);
    QCOMPARE(index.data().toString(), QString::fromStdString(rack.name));
    QCOMPARE(index.parent().parent(), hall);
    const Device& device = document_->plan().devices[0];
    QCOMPARE(model.indexOf(device.id).parent(), model.indexOf(device.rack));
}

void TestPlanTreeModel::followsARenamedRack()
{
    PlanTreeModel model;
    model.setDocument(document_.get());
    const RackId rack = document_->plan().racks[0].id;
    QVERIFY(static_cast<bool>(document_->apply(RenameRack{rack, "Westend"})));
    QCOMPARE(model.indexOf(rack).data().toString(), QStringLiteral("Westend"));
}

void TestPlanTreeModel::searchPutsNamesThatStartWithTheTextFirst()
{
    const Snapshot& plan = document_->plan();
    const std::vector<Hit> hits = search(plan, QStringLiteral("H1-A"), 5);
    QVERIFY(!hits.empty());
    QCOMPARE(hits.front().kind, QStringLiteral("Array"));
    QVERIFY(search(plan, QStringLiteral("  "), 5).empty());
    QVERIFY(search(plan, QStringLiteral("nowhere"), 5).empty());
}

void TestPlanTreeModel::searchIgnoresCaseAndStopsAtTheLimit()
{
    // Nine racks bear the row's name, their devices too.
    QCOMPARE(search(document_->plan(), QStringLiteral("h1-r01"), 9).size(), std::size_t{9});
    QCOMPARE(search(document_->plan(), QStringLiteral("HALL 1"), 9).size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestPlanTreeModel)
#include "tst_plan_tree_model.moc"

#include "core/store/plan_file.h"
#include "tests/core/store/sample_plan.h"
#include "tests/support/printing.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rackwright;
using rackwright::store::PlanFile;
using rackwright::test::everyField;

namespace {

Change renamed(const Snapshot& snapshot, const std::string& name)
{
    Hall hall = snapshot.halls[0];
    hall.name = name;
    Change change;
    change.halls.written = {hall};
    return change;
}

template <typename Row>
Row bare()
{
    Row row;
    row.id = {1};
    return row;
}

} // namespace

// Round trips, undo and redo. Bad files have a test of their own.
class TestPlanFile : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void newPlanIsEmpty();
    void everyFieldComesBack();
    void emptyOptionalsStayEmpty();
    void undoTakesBackAnEdit();
    void undoWorksAfterReopening();
    void commitAfterUndoForgetsWhatWasUndone();
    void changeThatChangesNothingLeavesNoTrace();
    void failedCommitLeavesNoTrace();
    void planIsOneFileOnceClosed();

private:
    std::string path() const { return (folder_->path() + "/a plan.rackwright").toStdString(); }

    std::unique_ptr<QTemporaryDir> folder_;
};

void TestPlanFile::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
}

void TestPlanFile::newPlanIsEmpty()
{
    const auto plan = PlanFile::create(path());
    QVERIFY(plan);
    QVERIFY(*plan->load() == Snapshot{});
    QVERIFY(!plan->canUndo());
    QVERIFY(!plan->canRedo());
    QVERIFY(plan->log().empty());
}

void TestPlanFile::everyFieldComesBack()
{
    const Change sample = everyField();
    {
        auto plan = *PlanFile::create(path());
        QCOMPARE(*plan.commit(sample, "Everything"), store::ChangeNumber{1});
    }
    const auto plan = PlanFile::open(path());
    QVERIFY(plan);
    QVERIFY(*plan->load() == applied({}, sample));
    QCOMPARE(plan->log().size(), std::size_t{1});
    QCOMPARE(plan->log()[0].label, std::string{"Everything"});
}

void TestPlanFile::emptyOptionalsStayEmpty()
{
    Change change;
    change.sites.written = {bare<Site>()};
    change.deviceTypes.written = {bare<DeviceType>()};
    change.accelerators.written = {bare<Accelerator>()};
    change.peers.written = {bare<Peer>()};
    change.powerNodes.written = {bare<PowerNode>()};
    auto plan = *PlanFile::create(path());
    QVERIFY(plan.commit(change, ""));
    QVERIFY(*plan.load() == applied({}, change));
}

void TestPlanFile::undoTakesBackAnEdit()
{
    const Change sample = everyField();
    const Snapshot before = applied({}, sample);
    auto plan = *PlanFile::create(path());
    QVERIFY(plan.commit(sample, "Everything"));
    const Change edit = renamed(before, "North hall");
    QVERIFY(plan.commit(edit, "Rename"));

    const auto undone = plan.undo();
    QVERIFY(undone);
    QVERIFY(*undone == renamed(before, "Hall 2"));
    QVERIFY(*plan.load() == before);
    QVERIFY(plan.canRedo());

    const auto redone = plan.redo();
    QVERIFY(redone);
    QVERIFY(*redone == edit);
    QVERIFY(*plan.load() == applied(before, edit));
    QVERIFY(!plan.canRedo());
}

void TestPlanFile::undoWorksAfterReopening()
{
    const Change sample = everyField();
    QVERIFY(PlanFile::create(path())->path() == path());
    {
        auto plan = *PlanFile::open(path());
        QVERIFY(plan.commit(sample, "Everything"));
    }
    {
        auto plan = *PlanFile::open(path());
        const auto undone = plan.undo();
        QVERIFY(undone);
        QVERIFY(applied(applied({}, sample), *undone) == Snapshot{});
    }
    auto plan = *PlanFile::open(path());
    QVERIFY(*plan.load() == Snapshot{});
    const auto redone = plan.redo();
    QVERIFY(redone);
    QVERIFY(applied({}, *redone) == applied({}, sample));
    QVERIFY(*plan.load() == applied({}, sample));
}

void TestPlanFile::commitAfterUndoForgetsWhatWasUndone()
{
    auto plan = *PlanFile::create(path());
    QVERIFY(plan.commit(everyField(), "Everything"));
    const Snapshot start = *plan.load();
    QVERIFY(plan.commit(renamed(start, "A"), "A"));
    QVERIFY(plan.commit(renamed(start, "B"), "B"));
    QVERIFY(plan.undo());
    QVERIFY(plan.undo());
    QCOMPARE(*plan.commit(renamed(start, "C"), "C"), store::ChangeNumber{4});
    for (const auto& log : {plan.log(), PlanFile::open(path())->log()}) {
        QCOMPARE(log.size(), std::size_t{2});
        QCOMPARE(log[1].label, std::string{"C"});
    }
    QVERIFY(!plan.canRedo());
}

void TestPlanFile::changeThatChangesNothingLeavesNoTrace()
{
    auto plan = *PlanFile::create(path());
    QCOMPARE(*plan.commit({}, "Nothing"), store::ChangeNumber{0});
    QVERIFY(plan.commit(everyField(), "Everything"));
    QVERIFY(plan.undo());
    QVERIFY(plan.redo());
    QCOMPARE(*plan.commit(everyField(), "Again"), store::ChangeNumber{0});
    QCOMPARE(plan.log().size(), std::size_t{1});
}

void TestPlanFile::failedCommitLeavesNoTrace()
{
    auto plan = *PlanFile::create(path());
    Change dangling;
    dangling.scenarios.written = {{.id = {1}, .slug = "s", .name = "S", .description = ""}};
    dangling.halls.written = {bare<Hall>()}; // on no site
    const auto failed = plan.commit(dangling, "Dangling");
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Invalid);
    QCOMPARE(failed.error().subject, std::string{"hall 1: site_id"});
    QVERIFY(*plan.load() == Snapshot{});
    QVERIFY(plan.log().empty());
    QVERIFY(plan.commit(everyField(), "Works again"));
}

void TestPlanFile::planIsOneFileOnceClosed()
{
    {
        auto plan = *PlanFile::create(path());
        QVERIFY(plan.commit(everyField(), "Everything"));
    }
    QCOMPARE(QDir{folder_->path()}.entryList(QDir::Files | QDir::Hidden),
             QStringList{"a plan.rackwright"});
}

QTEST_APPLESS_MAIN(TestPlanFile)
#include "tst_plan_file.moc"

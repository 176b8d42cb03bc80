#include "tests/support/edits.h"
#include "tests/support/patience.h"
#include "tests/support/plan_on_disk.h"
#include "ui/document/plan_document.h"
#include "ui/document/selection.h"
#include "ui/models/findings_model.h"
#include "ui/panels/findings/findings_panel.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;

// One array; the fourth server of its first rack is put into the units of the third, which the edits refuse to do, so
// it is written as the file of another program would have it. Three notes say that the plan has no power and does not
// ask for the width of ways.
class TestFindingsPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void findingIsListed();
    void goingThereSelectsTheDevice();
    void waivedFindingIsNoLongerOpen();
    void mendedFindingGoes();
    void withoutAPlanItSaysSo();

private:
    [[nodiscard]] QTreeView* table() const;
    [[nodiscard]] QString cell(int column) const;
    void choose();

    std::unique_ptr<test::PlanOnDisk> disk_;
    std::unique_ptr<PlanDocument> document_;
    std::unique_ptr<Selection> selection_;
    std::unique_ptr<FindingsPanel> panel_;
    DeviceId wrong_;
};

void TestFindingsPanel::init()
{
    Snapshot plan = test::edited(test::emptyHall(), test::arrays("Hall 1", 1));
    RowChanges<DeviceType> known; // so that nothing is unknown
    for (DeviceType type : plan.deviceTypes) {
        type.power = 1.0 * kilowatt;
        known.written.push_back(type);
    }
    plan.deviceTypes = plan.deviceTypes.with(known);
    Device device = *std::ranges::find(plan.devices, std::string{"H1-R01-01-S4"}, &Device::name);
    device.unit = 15;
    plan.devices = plan.devices.with({.written = {device}});
    wrong_ = device.id;
    disk_ = std::make_unique<test::PlanOnDisk>(plan);
    document_ = *PlanDocument::open(disk_->path());
    selection_ = std::make_unique<Selection>();
    panel_ = std::make_unique<FindingsPanel>(*selection_);
    panel_->setDocument(document_.get());
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 4, test::patience);
}

void TestFindingsPanel::cleanup()
{
    panel_.reset();
    selection_.reset();
    document_.reset();
    disk_.reset();
}

QTreeView* TestFindingsPanel::table() const
{
    return panel_->findChild<QTreeView*>(QStringLiteral("findingsTable"));
}

QString TestFindingsPanel::cell(int column) const
{
    return table()->model()->index(0, column).data().toString();
}

void TestFindingsPanel::choose()
{
    table()->setCurrentIndex(table()->model()->index(0, 0));
}

void TestFindingsPanel::findingIsListed()
{
    QCOMPARE(cell(FindingsModel::Severity), QStringLiteral("Error"));
    QCOMPARE(cell(FindingsModel::What), QStringLiteral("unit 15 holds H1-R01-01-S3 already"));
}

void TestFindingsPanel::goingThereSelectsTheDevice()
{
    const QSignalSpy revealed(selection_.get(), &Selection::revealed);
    choose();
    panel_->findChild<QPushButton*>(QStringLiteral("goToFinding"))->click();
    QVERIFY(selection_->current() == Item{wrong_});
    QCOMPARE(revealed.size(), 1);
}

void TestFindingsPanel::waivedFindingIsNoLongerOpen()
{
    const QSignalSpy counts(panel_.get(), &FindingsPanel::openCountChanged);
    choose();
    panel_->waive(QStringLiteral("half depth"));
    QTRY_COMPARE_WITH_TIMEOUT(
        cell(FindingsModel::Accepted), QStringLiteral("half depth"), test::patience);
    QCOMPARE(counts.last().at(0).toInt(), 0);
    panel_->findChild<QPushButton*>(QStringLiteral("reopenFinding"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(cell(FindingsModel::Accepted), QString(), test::patience);
    QCOMPARE(counts.last().at(0).toInt(), 1);
}

void TestFindingsPanel::mendedFindingGoes()
{
    QVERIFY(document_->apply(MoveDevice{wrong_, findRack(document_->plan(), "H1-R01-01")->id, 20}));
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 3, test::patience);
    QVERIFY(!panel_->findChild<QPushButton*>(QStringLiteral("waiveFinding"))->isEnabled());
}

void TestFindingsPanel::withoutAPlanItSaysSo()
{
    panel_->setDocument(nullptr);
    QCOMPARE(table()->model()->rowCount(), 0);
    QVERIFY(!panel_->findChild<QLabel*>(QStringLiteral("findingsState"))->text().isEmpty());
}

QTEST_MAIN(TestFindingsPanel)
#include "tst_findings_panel.moc"

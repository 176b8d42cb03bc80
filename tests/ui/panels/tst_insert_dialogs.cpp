#include "core/base/units.h"
#include "tests/support/edits.h"
#include "tests/support/floor_of_arrays.h"
#include "tests/support/patience.h"
#include "ui/panels/insert/arrays_dialog.h"
#include "ui/panels/insert/network_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;

namespace {

QString verdictOf(const QDialog& dialog, const char* name)
{
    return dialog.findChild<QLabel*>(QLatin1String(name))->text();
}

bool isAllowed(const QDialog& dialog)
{
    return dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled();
}

// One array of 64 servers with 8 NICs at 400 Gbit/s, switches of 128 such ports. A rail has 64 ports, half of one
// leaf: 8 leaves with 64 uplinks each, 512 links on 4 spines, 1,024 cables.
Snapshot oneArrayWired()
{
    BuildFabric edit;
    edit.name = "GPU fabric";
    edit.switchType = "switch";
    edit.linkSpeed = 400.0 * gigabitPerSecond;
    return test::edited(test::floorOfArrays({}), edit);
}

} // namespace

class TestInsertDialogs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void arraysSayWhatTheyHold();
    void arraysThatDoNotFitSayWhy();
    void networkOfThePlanIsOfferedAsItIs();
    void networkThatCannotBeSaysWhy();
    void planWithoutAnythingIsRefusedInWords();
};

void TestInsertDialogs::arraysSayWhatTheyHold()
{
    const Snapshot plan = test::emptyHall();
    const ArraysDialog dialog(plan);
    QVERIFY(isAllowed(dialog));
    QVERIFY(verdictOf(dialog, "arraysVerdict").startsWith(QStringLiteral("9 racks, 64 servers")));
    QCOMPARE(dialog.edit().hall, std::string{"Hall 1"});
}

void TestInsertDialogs::arraysThatDoNotFitSayWhy()
{
    const Snapshot plan = test::emptyHall();
    ArraysDialog dialog(plan);
    dialog.findChild<QSpinBox*>(QStringLiteral("arrayCount"))->setValue(500);
    QVERIFY(!isAllowed(dialog));
    QVERIFY(verdictOf(dialog, "arraysVerdict").contains(QStringLiteral("Hall 1")));
}

void TestInsertDialogs::networkOfThePlanIsOfferedAsItIs()
{
    const Snapshot plan = oneArrayWired();
    const NetworkDialog dialog(plan);
    const BuildFabric edit = dialog.edit();
    QCOMPARE(edit.name, std::string{"GPU fabric"});
    QCOMPARE(edit.nicsPerServer, 8);
    QCOMPARE(edit.firstNic, 0);
    QCOMPARE(edit.switchType, std::string{"switch"});
    QTRY_VERIFY_WITH_TIMEOUT(isAllowed(dialog), test::patience);
    QCOMPARE(verdictOf(dialog, "networkVerdict"),
             QStringLiteral("Leaf switch: 8, Spine switch: 4, cables: 1024"));
    const Snapshot again = test::edited(plan, edit);
    QCOMPARE(again.cables.size(), plan.cables.size());
    QCOMPARE(again.fabrics.size(), std::size_t{1});
}

// A server has 9 NICs, the last of them number 8.
void TestInsertDialogs::networkThatCannotBeSaysWhy()
{
    const Snapshot plan = oneArrayWired();
    NetworkDialog dialog(plan);
    dialog.findChild<QSpinBox*>(QStringLiteral("networkFirstNic"))->setValue(8);
    QTRY_VERIFY_WITH_TIMEOUT(!verdictOf(dialog, "networkVerdict").contains(QStringLiteral("…")),
                             test::patience);
    QVERIFY(!isAllowed(dialog));
    dialog.findChild<QSpinBox*>(QStringLiteral("networkFirstNic"))->setValue(0);
    QTRY_VERIFY_WITH_TIMEOUT(isAllowed(dialog), test::patience);
}

void TestInsertDialogs::planWithoutAnythingIsRefusedInWords()
{
    const Snapshot nothing;
    const ArraysDialog arrays(nothing);
    QVERIFY(!isAllowed(arrays));
    QVERIFY(!verdictOf(arrays, "arraysVerdict").isEmpty());
    const NetworkDialog network(nothing);
    QTRY_VERIFY_WITH_TIMEOUT(!verdictOf(network, "networkVerdict").contains(QStringLiteral("…")),
                             test::patience);
    QVERIFY(!isAllowed(network));
}

QTEST_MAIN(TestInsertDialogs)
#include "tst_insert_dialogs.moc"

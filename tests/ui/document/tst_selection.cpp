#include "ui/document/selection.h"

#include <QSignalSpy>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;

class TestSelection : public QObject
{
    Q_OBJECT

private slots:
    void toggleAddsAndTakesAway();
    void selectingTheSameAgainIsNoChange();
    void currentIsTheLastOne();
    void racksAreNamedOnceHoweverSelected();
    void deviceIsNotItsWholeRack();
    void pruneDropsWhatIsGone();
};

namespace {

// Two racks in hall 1, one in hall 2; a device in the second rack.
Snapshot plan()
{
    const auto rack = [](int id, int hall, int row) {
        Rack result;
        result.id = RackId{id};
        result.hall = HallId{hall};
        result.row = RowId{row};
        return result;
    };
    Hall first;
    first.id = HallId{1};
    Hall second;
    second.id = HallId{2};
    Device device;
    device.id = DeviceId{9};
    device.rack = RackId{2};
    Snapshot snapshot;
    snapshot.halls = Table<Hall>{{first, second}};
    snapshot.racks = Table<Rack>{{rack(1, 1, 5), rack(2, 1, 6), rack(3, 2, 7)}};
    snapshot.devices = Table<Device>{{device}};
    return snapshot;
}

} // namespace

void TestSelection::toggleAddsAndTakesAway()
{
    Selection selection;
    selection.select(RackId{1});
    selection.toggle(RackId{2});
    QVERIFY(selection.contains(RackId{1}) && selection.contains(RackId{2}));
    selection.toggle(RackId{1});
    QVERIFY(!selection.contains(RackId{1}) && selection.contains(RackId{2}));
}

void TestSelection::selectingTheSameAgainIsNoChange()
{
    Selection selection;
    selection.select(RackId{1});
    QSignalSpy changed(&selection, &Selection::changed);
    selection.select(RackId{1});
    QCOMPARE(changed.count(), 0);
}

void TestSelection::currentIsTheLastOne()
{
    Selection selection;
    selection.select(RackId{1});
    selection.toggle(HallId{1});
    QVERIFY(selection.current() == Item{HallId{1}});
}

void TestSelection::racksAreNamedOnceHoweverSelected()
{
    Selection selection;
    selection.selectAll({HallId{1}, RackId{2}, DeviceId{9}, RowId{7}});
    const std::vector<RackId> expected{RackId{1}, RackId{2}, RackId{3}};
    QVERIFY(selection.racks(plan()) == expected);
}

void TestSelection::deviceIsNotItsWholeRack()
{
    const Snapshot snapshot = plan();
    Selection selection;
    selection.selectAll({Item{DeviceId{9}}, Item{RackId{1}}});
    QVERIFY((selection.racks(snapshot) == std::vector<RackId>{RackId{1}, RackId{2}}));
    QVERIFY(selection.wholeRacks(snapshot) == std::vector<RackId>{RackId{1}});
    QVERIFY(selection.devices() == std::vector<DeviceId>{DeviceId{9}});
    QCOMPARE(rackOf(snapshot, DeviceId{9}), RackId{2});
    QCOMPARE(rackOf(snapshot, HallId{1}), RackId{});
}

void TestSelection::pruneDropsWhatIsGone()
{
    Selection selection;
    selection.selectAll({RackId{1}, RackId{4}, HallId{3}});
    selection.hover(RackId{4});
    selection.prune(plan());
    QVERIFY(selection.items() == std::vector<Item>{RackId{1}});
    QVERIFY(selection.hovered() == Item{});
}

QTEST_APPLESS_MAIN(TestSelection)
#include "tst_selection.moc"

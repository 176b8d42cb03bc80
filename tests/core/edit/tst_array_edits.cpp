#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"
#include "tests/support/references.h"

#include <QTest>

#include <map>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

long count(const Snapshot& plan, RackRole role)
{
    return std::ranges::count(plan.racks, role, &Rack::role);
}

long servers(const Snapshot& plan)
{
    return std::ranges::count(plan.devices, findDeviceType(plan, "server")->id, &Device::type);
}

Snapshot memphis()
{
    Snapshot plan = edited({}, {catalogue(), site()});
    for (int i = 0; i < 4; ++i) {
        const std::string name = "Hall " + std::to_string(i + 1);
        plan = edited(plan, hall(name.c_str(), (10.0 + 80.0 * i) * metre, 10.0 * metre));
        AddArrays edit = arrays(name.c_str(), 49);
        if (i == 3) {
            edit.servers = 3092;
        }
        plan = edited(plan, edit);
    }
    return plan;
}

} // namespace

class TestArrayEdits : public QObject
{
    Q_OBJECT

private slots:
    void memphisHoldsHundredThousandGpus();
    void arraysSpreadEvenlyOverRows();
};

// 3 halls x 49 arrays x 64 servers = 9,408; the fourth adds 3,092: 12,500 servers = 100,000 GPUs.
// Racks: 3 x 392 = 1,176; 3,092 = 48 arrays x 64 + 20, so 48 x 8 + 3 = 387; together 1,563.
void TestArrayEdits::memphisHoldsHundredThousandGpus()
{
    const Snapshot plan = memphis();
    QCOMPARE(plan.arrays.size(), std::size_t{196});
    QCOMPARE(count(plan, RackRole::Compute), 1563L);
    QCOMPARE(count(plan, RackRole::Network), 196L);
    QCOMPARE(servers(plan), 12'500L);
    QVERIFY(danglingReferences(plan).empty());
}

void TestArrayEdits::arraysSpreadEvenlyOverRows()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 49));
    std::map<RowId, int> networkRacks;
    for (const Rack& rack : plan.racks) {
        networkRacks[rack.row] += rack.role == RackRole::Network ? 1 : 0;
    }
    QCOMPARE(networkRacks.size(), std::size_t{7});
    for (const auto& [row, racks] : networkRacks) {
        QCOMPARE(racks, 7);
    }
}

QTEST_APPLESS_MAIN(TestArrayEdits)
#include "tst_array_edits.moc"

#include "tests/support/edits.h"
#include "ui/panels/inspector/inspection.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::ui;

namespace {

// The value that the inspection shows under this name; empty when it has no such property.
QString valueOf(const Inspection& inspection, const QString& name)
{
    for (const Section& section : inspection.sections) {
        const auto found = std::ranges::find(section.properties, name, &Property::name);
        if (found != section.properties.end()) {
            return found->value;
        }
    }
    return {};
}

} // namespace

class TestInspection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void siteAddsUpWhatItHolds();
    void rackNamesItsPlaceAndLeadsThere();
    void severalRacksAreCountedTogether();
    void unknownPowerIsSaidToBeMore();
    void whatIsGoneHasNoSections();

private:
    Snapshot plan_;
};

void TestInspection::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    plan_ = test::edited(test::emptyHall(), test::arrays("Hall 1", 1));
}

void TestInspection::siteAddsUpWhatItHolds()
{
    // One array: 8 compute racks and a network rack, 8 x 8 servers of 8 GPUs.
    const Inspection site = inspect(plan_, {});
    QCOMPARE(valueOf(site, QStringLiteral("Racks")), QStringLiteral("9"));
    QCOMPARE(valueOf(site, QStringLiteral("Servers")), QStringLiteral("64"));
    QCOMPARE(valueOf(site, QStringLiteral("GPUs")), QStringLiteral("512"));
}

void TestInspection::rackNamesItsPlaceAndLeadsThere()
{
    const Rack& rack = plan_.racks[0];
    const Inspection inspection = inspect(plan_, rack.id);
    QCOMPARE(inspection.title, QString::fromStdString(rack.name));
    QCOMPARE(valueOf(inspection, QStringLiteral("Hall")), QStringLiteral("Hall 1"));
    const Property& hall = inspection.sections.front().properties.front();
    QVERIFY(hall.leadsTo == Item{rack.hall});
}

void TestInspection::severalRacksAreCountedTogether()
{
    const Inspection two = inspectRacks(plan_, {plan_.racks[0].id, plan_.racks[1].id});
    QCOMPARE(valueOf(two, QStringLiteral("Racks")), QStringLiteral("2"));
}

void TestInspection::unknownPowerIsSaidToBeMore()
{
    Snapshot unknown = plan_;
    Change change;
    for (DeviceType type : plan_.deviceTypes) {
        type.power.reset();
        change.deviceTypes.written.push_back(type);
    }
    unknown = applied(unknown, change);
    QVERIFY(valueOf(inspect(unknown, {}), QStringLiteral("Planning draw"))
                .startsWith(QLatin1String("more than")));
}

void TestInspection::whatIsGoneHasNoSections()
{
    QVERIFY(inspect(plan_, RackId{99'999}).sections.empty());
    QVERIFY(inspect(Snapshot{}, DeviceId{1}).title.isEmpty());
}

QTEST_GUILESS_MAIN(TestInspection)
#include "tst_inspection.moc"

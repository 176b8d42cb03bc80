#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"
#include "tests/support/references.h"

#include <QTest>

#include <limits>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

Assumption pue()
{
    return {.id = {},
            .key = "pue",
            .group = "Power",
            .label = "Power usage effectiveness",
            .unit = "1",
            .value = {1.2, 1.25, 1.3},
            .origin = "G-02"};
}

Snapshot withPue()
{
    AddCatalogue edit;
    edit.assumptions = {pue()};
    return edited({}, edit);
}

} // namespace

class TestCatalogueEdits : public QObject
{
    Q_OBJECT

private slots:
    void addingTwiceChangesNothing();
    void rowOfTheSameSlugIsReplaced();
    void acceleratorsAreNamed();
    void wrongRowsAreRefused();
    void assumptionIsSetWithItsOrigin();
    void wrongAssumptionsAreRefused();
};

void TestCatalogueEdits::addingTwiceChangesNothing()
{
    const Snapshot plan = edited({}, catalogue());
    QCOMPARE(plan.deviceTypes.size(), std::size_t{5});
    const auto again = edit::resolve(plan, catalogue());
    QVERIFY(again && isEmpty(*again));
}

void TestCatalogueEdits::rowOfTheSameSlugIsReplaced()
{
    const Snapshot before = edited({}, catalogue());
    AddCatalogue edit;
    DeviceType server = *findDeviceType(before, "server");
    server.power = 10.2 * kilowatt;
    edit.deviceTypes = {{server, "h100"}};
    const Snapshot after = edited(before, edit);
    QCOMPARE(after.deviceTypes.size(), before.deviceTypes.size());
    QCOMPARE(findDeviceType(after, "server")->id, findDeviceType(before, "server")->id);
    QVERIFY(nearly(*findDeviceType(after, "server")->power, 10.2 * kilowatt));
}

// Also those that come with the same edit.
void TestCatalogueEdits::acceleratorsAreNamed()
{
    const Snapshot plan = edited({}, catalogue());
    QCOMPARE(findDeviceType(plan, "server")->accelerator, findAccelerator(plan, "h100")->id);
    QVERIFY(findDeviceType(plan, "cdu")->accelerator.isNone());
    AddCatalogue peers;
    Peer peer;
    peer.name = "Eos";
    peers.peers = {{peer, "h100"}};
    QCOMPARE(edited(plan, peers).peers[0].accelerator, findAccelerator(plan, "h100")->id);
    peers.peers = {{peer, "tpu"}};
    const Error error = refusal(plan, peers);
    QCOMPARE(error.code, ErrorCode::NotFound);
    QCOMPARE(error.subject, std::string{"accelerator tpu"});
}

void TestCatalogueEdits::wrongRowsAreRefused()
{
    const auto subject = [](auto spoil) {
        AddCatalogue edit = catalogue();
        spoil(edit);
        const Error error = refusal({}, edit);
        return error.code == ErrorCode::Invalid ? error.subject : "not invalid";
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(subject([](AddCatalogue& e) { e.rackTypes[0].width = {}; }),
             std::string{"rack-48u.width"});
    QCOMPARE(subject([nan](AddCatalogue& e) { e.accelerators[0].memory = nan * gigabyte; }),
             std::string{"h100.memory"});
    QCOMPARE(subject([](AddCatalogue& e) { e.deviceTypes[0].type.heightUnits = -1; }),
             std::string{"server.heightUnits"});
    QCOMPARE(subject([](AddCatalogue& e) { e.deviceTypes[0].type.ports = 1'000'000; }),
             std::string{"server.ports"});
    QCOMPARE(subject([](AddCatalogue& e) { e.rackTypes.push_back(e.rackTypes[0]); }),
             std::string{"rack-48u"});
    QCOMPARE(subject([](AddCatalogue& e) { e.rackTypes[0].slug.clear(); }), std::string{"key"});
    QCOMPARE(subject([](AddCatalogue& e) {
                 e.assumptions = {pue()};
                 e.assumptions[0].value = {2.0, 1.0, 3.0};
             }),
             std::string{"pue.value"});
}

void TestCatalogueEdits::assumptionIsSetWithItsOrigin()
{
    const Snapshot plan = edited(withPue(), SetAssumption{"pue", {1.1, 1.15, 1.2}, "measured"});
    QVERIFY((findAssumption(plan, "pue")->value == Range<double>{1.1, 1.15, 1.2}));
    QCOMPARE(findAssumption(plan, "pue")->origin, std::string{"measured"});
    QCOMPARE(findAssumption(plan, "pue")->label, pue().label);

    // A value without an origin must not keep the origin of another value.
    const Snapshot assumed = edited(plan, SetAssumption{"pue", {1.3, 1.3, 1.3}, ""});
    QCOMPARE(findAssumption(assumed, "pue")->origin, std::string{"assumed"});

    const auto same = edit::resolve(withPue(), SetAssumption{"pue", pue().value, ""});
    QVERIFY(same && isEmpty(*same));
}

void TestCatalogueEdits::wrongAssumptionsAreRefused()
{
    const double infinity = std::numeric_limits<double>::infinity();
    const Error unknown = refusal(withPue(), SetAssumption{"eup", {1.0, 1.0, 1.0}, ""});
    QCOMPARE(unknown.code, ErrorCode::NotFound);
    QCOMPARE(refusal(withPue(), SetAssumption{"pue", {1.3, 1.2, 1.4}, ""}).code,
             ErrorCode::Invalid);
    QCOMPARE(refusal(withPue(), SetAssumption{"pue", {1.0, 1.2, infinity}, ""}).code,
             ErrorCode::Invalid);
}

QTEST_APPLESS_MAIN(TestCatalogueEdits)
#include "tst_catalogue_edits.moc"

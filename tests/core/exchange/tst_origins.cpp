#include "core/exchange/origins.h"

#include <QTest>

namespace rackwright {
namespace {

Snapshot planWithHallOrigin(const std::string& origin)
{
    Snapshot snapshot;
    snapshot.sources = Table<Source>({{.id = {1}, .key = "A-30", .fact = "the server"},
                                      {.id = {2}, .key = "B3-rack-48u", .fact = "the rack"}});
    snapshot.halls = Table<Hall>({{.id = {1}, .name = "Hall 1", .origin = origin}});
    return snapshot;
}

} // namespace

class TestOrigins : public QObject
{
    Q_OBJECT

private slots:
    void acceptsKeysAndClauses_data();
    void acceptsKeysAndClauses();
    void refusesWhatCannotBeTraced_data();
    void refusesWhatCannotBeTraced();
};

void TestOrigins::acceptsKeysAndClauses_data()
{
    QTest::addColumn<std::string>("origin");
    QTest::newRow("one key") << std::string{"A-30"};
    QTest::newRow("two keys") << std::string{"A-30, B3-rack-48u"};
    QTest::newRow("derived") << std::string{"derived from A-30: eight of them"};
    QTest::newRow("assumed") << std::string{"assumed"};
}

void TestOrigins::acceptsKeysAndClauses()
{
    QFETCH(std::string, origin);
    QVERIFY(exchange::checkOrigins(planWithHallOrigin(origin)));
}

void TestOrigins::refusesWhatCannotBeTraced_data()
{
    QTest::addColumn<std::string>("origin");
    QTest::newRow("nothing") << std::string{};
    QTest::newRow("a key that the plan does not have") << std::string{"A-31"};
    QTest::newRow("one of two keys missing") << std::string{"A-30, A-31"};
    QTest::newRow("a comma too many") << std::string{"A-30, "};
    QTest::newRow("free text") << std::string{"the internet"};
}

void TestOrigins::refusesWhatCannotBeTraced()
{
    QFETCH(std::string, origin);
    const Status status = exchange::checkOrigins(planWithHallOrigin(origin));
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::Invalid);
    QCOMPARE(status.error().subject, std::string{"Hall 1"});
}

} // namespace rackwright

QTEST_APPLESS_MAIN(rackwright::TestOrigins)
#include "tst_origins.moc"

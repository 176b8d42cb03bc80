#include "core/scenario/ranking.h"
#include "core/scenario/run_basis.h"
#include "tests/support/training_plan.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using rackwright::scenario::RankedSystem;
using rackwright::scenario::RankingQuestion;
using rackwright::scenario::Standing;

namespace {

// Peers with half and twice the plan's 512 GPUs, and one of unknown kind.
RankingQuestion question()
{
    AddCatalogue peers;
    peers.peers = {test::peer("256 H100", "h100", 256.0),
                   test::peer("1,024 H100", "h100", 1'024.0),
                   test::peer("Mixed", "", 5'000.0)};
    const Snapshot plan = test::edited(test::trainingPlan(), peers);
    const auto basis = scenario::runBasis(plan);
    const Workload workload = *findWorkload(plan, "llama3.1-8b");
    return scenario::rankingQuestion(plan,
                                     {workload,
                                      basis->fleet,
                                      basis->assumptions,
                                      scenario::sequencesInStep(workload, basis->fleet)});
}

} // namespace

class TestRanking : public QObject
{
    Q_OBJECT

private slots:
    void moreOfTheSameRanksHigher();
    void systemOfUnknownKindIsLastAndSaysWhy();
    void rankingThatIsStoppedIsEmpty();
    void samePlanAsksTheSame();
};

void TestRanking::moreOfTheSameRanksHigher()
{
    const auto systems = scenario::rankSystems(question());
    QCOMPARE(systems.size(), std::size_t{4});
    QCOMPARE(systems[0].name, std::string{"1,024 H100"});
    QCOMPARE(systems[1].standing, Standing::ThisPlan);
    QCOMPARE(systems[1].name, std::string{"Memphis"});
    QCOMPARE(systems[1].accelerators, std::string{"H100"});
    QCOMPARE(systems[1].count, 512.0);
    QCOMPARE(systems[2].name, std::string{"256 H100"});
    // Twice the GPUs are at most twice as fast at the same batch.
    QVERIFY(systems[0].tokensPerDay.likely <= 2.0 * systems[1].tokensPerDay.likely);
}

void TestRanking::systemOfUnknownKindIsLastAndSaysWhy()
{
    const auto systems = scenario::rankSystems(question());
    QCOMPARE(systems.back().name, std::string{"Mixed"});
    QVERIFY(!systems.back().note.empty());
    QVERIFY(!systems.back().strategy);
}

void TestRanking::rankingThatIsStoppedIsEmpty()
{
    const auto systems =
        scenario::rankSystems(question(), [](double) { return training::GoOn::No; });
    QVERIFY(systems.empty());
}

void TestRanking::samePlanAsksTheSame()
{
    RankingQuestion other = question();
    QVERIFY(other == question());
    other.layout.fleet.accelerators = 4;
    QVERIFY(!(other == question()));
}

QTEST_APPLESS_MAIN(TestRanking)
#include "tst_ranking.moc"

#include "tests/support/patience.h"
#include "ui/jobs/latest_job.h"

#include <QSemaphore>
#include <QTest>
#include <QThreadPool>

#include <memory>
#include <vector>

using namespace rackwright;
using namespace rackwright::ui;

class TestLatestJob : public QObject
{
    Q_OBJECT

private slots:
    void answerComesOnTheOwnersThread();
    void ofQuestionsInBetweenOnlyTheNewestIsAnswered();
    void cancelledQuestionIsNotAnswered();
    void destroyedJobDeliversNothing();
};

void TestLatestJob::answerComesOnTheOwnersThread()
{
    LatestJob job;
    QThread* thread = nullptr;
    int answer = 0;
    job.start([] { return 42; },
              [&](int value) {
                  answer = value;
                  thread = QThread::currentThread();
              });
    QTRY_COMPARE_WITH_TIMEOUT(answer, 42, test::patience);
    QCOMPARE(thread, QThread::currentThread());
    QVERIFY(!job.isRunning());
}

void TestLatestJob::ofQuestionsInBetweenOnlyTheNewestIsAnswered()
{
    LatestJob job;
    QSemaphore gate;
    std::vector<int> answers;
    const auto keep = [&](int value) { answers.push_back(value); };
    job.start(
        [&] {
            gate.acquire();
            return 1;
        },
        keep);
    job.start([] { return 2; }, keep);
    job.start([] { return 3; }, keep);
    gate.release();
    QTRY_COMPARE_WITH_TIMEOUT(answers.size(), std::size_t{2}, test::patience);
    QVERIFY((answers == std::vector{1, 3}));
}

void TestLatestJob::cancelledQuestionIsNotAnswered()
{
    LatestJob job;
    QSemaphore gate;
    std::vector<int> answers;
    const auto keep = [&](int value) { answers.push_back(value); };
    job.start(
        [&] {
            gate.acquire();
            return 1;
        },
        keep);
    job.cancel();
    job.start([] { return 2; }, keep);
    gate.release();
    QTRY_VERIFY_WITH_TIMEOUT(!job.isRunning(), test::patience);
    QVERIFY(answers == std::vector{2});
}

void TestLatestJob::destroyedJobDeliversNothing()
{
    QSemaphore gate;
    int answers = 0;
    {
        LatestJob job;
        job.start(
            [&] {
                gate.acquire();
                return 1;
            },
            [&](int) { ++answers; });
    }
    gate.release();
    QVERIFY(
        QThreadPool::globalInstance()->waitForDone(test::patience)); // now it would be delivered
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

QTEST_GUILESS_MAIN(TestLatestJob)
#include "tst_latest_job.moc"

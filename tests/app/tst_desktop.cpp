#include "tests/app/answer.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace rackwright;
using rackwright::test::Answer;

namespace {

// As on a server, but for the platform that Qt is told to use. Empty: Qt finds that there is no display.
Answer ask(const QStringList& arguments, const QString& platform)
{
    const QTemporaryDir runtime; // Qt warns without one
    QProcessEnvironment bare;
    bare.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime.path());
    if (!platform.isEmpty()) {
        bare.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
    }
    QProcess program;
    program.setProcessEnvironment(bare);
    return test::answerOf(program, QStringLiteral(RACKWRIGHT), arguments);
}

} // namespace

// What the window's program says before there is a window.
class TestDesktop : public QObject
{
    Q_OBJECT

private slots:
    void helpNeedsNoDisplay();
    void missingDisplayIsOneSentence();
    void wrongUsageIsStatusTwo_data();
    void wrongUsageIsStatusTwo();
};

void TestDesktop::helpNeedsNoDisplay()
{
    const Answer answer = ask({"--help"}, {});
    QCOMPARE(answer.status, 0);
    QVERIFY(answer.out.contains("[PLAN]"));
    QCOMPARE(answer.err, QByteArray());
}

void TestDesktop::missingDisplayIsOneSentence()
{
    const Answer answer = ask({}, {});
    QCOMPARE(answer.status, 1);
    QCOMPARE(answer.err,
             QByteArray("rackwright: There is no display to open a window on; set DISPLAY, or use "
                        "rackwright-cli.\n"));
}

void TestDesktop::wrongUsageIsStatusTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("two plans") << QStringList{"a", "b"} << QByteArray("One plan at a time");
    QTest::newRow("unknown option") << QStringList{"--nope"} << QByteArray("'nope'; see");
}

void TestDesktop::wrongUsageIsStatusTwo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, piece);
    const Answer answer = ask(arguments, QStringLiteral("offscreen"));
    QCOMPARE(answer.status, 2);
    QVERIFY2(answer.err.contains(piece), answer.err);
    QVERIFY2(answer.err.startsWith("rackwright: ") && answer.err.count('\n') == 1, answer.err);
}

QTEST_GUILESS_MAIN(TestDesktop)
#include "tst_desktop.moc"

#include "ui/text/error_text.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;

class TestErrorText : public QObject
{
    Q_OBJECT

private slots:
    void everyCodeHasOneSentenceThatNamesTheSubject();
    void detailCompletesTheSentence();
    void missingDetailLeavesNoHole();
    void anyNameStaysOnOneLine();
};

void TestErrorText::everyCodeHasOneSentenceThatNamesTheSubject()
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::RenderingUnavailable); ++code) {
        const Error error{static_cast<ErrorCode>(code), "SUBJECT", "the detail"};
        const QString sentence = sentenceFor(error);
        QVERIFY2(sentence.contains(QStringLiteral("SUBJECT")), qPrintable(sentence));
        QVERIFY2(sentence.contains(QStringLiteral("the detail")), qPrintable(sentence));
        QVERIFY2(sentence.endsWith(QLatin1Char('.')), qPrintable(sentence));
        QVERIFY2(!sentence.contains(QLatin1Char('%')), qPrintable(sentence));
    }
}

void TestErrorText::detailCompletesTheSentence()
{
    QCOMPARE(sentenceFor({ErrorCode::Collision, "H1-R03-07", "it would overlap H1-R03-08"}),
             QStringLiteral("H1-R03-07 cannot stand there: it would overlap H1-R03-08; choose a "
                            "free place."));
}

void TestErrorText::missingDetailLeavesNoHole()
{
    QCOMPARE(sentenceFor({ErrorCode::FileNotFound, "/tmp/a.rackwright", ""}),
             QStringLiteral("There is no file /tmp/a.rackwright; check its name and folder."));
}

void TestErrorText::anyNameStaysOnOneLine()
{
    QCOMPARE(sentenceFor({ErrorCode::FileNotFound, "a\nb\tc%2", ""}),
             QStringLiteral("There is no file a?b?c%2; check its name and folder."));
}

QTEST_APPLESS_MAIN(TestErrorText)
#include "tst_error_text.moc"

#include "ui/text/error_text.h"

#include <QCoreApplication>

namespace rackwright::ui {

namespace {

// %1 is the subject; the detail stands for %2, which goes with its punctuation when there is none.
const char* patternFor(ErrorCode code)
{
    switch (code) { // no default: the compiler names the code we forgot
    case ErrorCode::FileNotFound:
        return QT_TRANSLATE_NOOP("Error", "There is no file %1 (%2); check its name and folder.");
    case ErrorCode::FileNotReadable:
        return QT_TRANSLATE_NOOP(
            "Error", "The file %1 cannot be read (%2); check that you have the right to read it.");
    case ErrorCode::FileNotWritable:
        return QT_TRANSLATE_NOOP("Error",
                                 "The file %1 cannot be written (%2); check the rights of the file "
                                 "and its folder, or choose another place.");
    case ErrorCode::FileExists:
        return QT_TRANSLATE_NOOP(
            "Error", "The file %1 exists already (%2); choose another name or let it be replaced.");
    case ErrorCode::FolderMissing:
        return QT_TRANSLATE_NOOP(
            "Error", "The folder %1 does not exist (%2); create it or choose another one.");
    case ErrorCode::DiskFull:
        return QT_TRANSLATE_NOOP(
            "Error", "The disk has no room left for %1 (%2); free some space and try again.");
    case ErrorCode::NotAPlan:
        return QT_TRANSLATE_NOOP(
            "Error", "The file %1 is not a Rackwright plan (%2); choose a .rackwright file.");
    case ErrorCode::FileDamaged:
        return QT_TRANSLATE_NOOP(
            "Error", "The plan %1 is damaged (%2); open a copy from before the damage.");
    case ErrorCode::FileTooNew:
        return QT_TRANSLATE_NOOP(
            "Error",
            "The plan %1 was saved by a newer Rackwright (%2); update it to open the plan.");
    case ErrorCode::FileBusy:
        return QT_TRANSLATE_NOOP("Error",
                                 "The plan %1 is in use by another program (%2); close it there, "
                                 "then open the plan again.");
    case ErrorCode::DatabaseFailure:
        return QT_TRANSLATE_NOOP(
            "Error", "The database of %1 reported a problem (%2); nothing was changed, try again.");
    case ErrorCode::UnknownTemplate:
        return QT_TRANSLATE_NOOP("Error",
                                 "There is no template named %1 (%2); choose one of the list.");
    case ErrorCode::UnknownScenario:
        return QT_TRANSLATE_NOOP(
            "Error", "The plan has no scenario named %1 (%2); choose one of its scenarios.");
    case ErrorCode::UnknownWorkload:
        return QT_TRANSLATE_NOOP(
            "Error", "The plan has no workload named %1 (%2); choose one of its workloads.");
    case ErrorCode::NotFound:
        return QT_TRANSLATE_NOOP("Error",
                                 "The plan has no %1 (%2); it may have been removed or renamed.");
    case ErrorCode::Invalid:
        return QT_TRANSLATE_NOOP("Error", "The value of %1 cannot be used: %2.");
    case ErrorCode::Collision:
        return QT_TRANSLATE_NOOP("Error", "%1 cannot stand there: %2; choose a free place.");
    case ErrorCode::OutsideHall:
        return QT_TRANSLATE_NOOP("Error",
                                 "%1 cannot stand there: %2; choose a place inside a hall.");
    case ErrorCode::DoesNotFit:
        return QT_TRANSLATE_NOOP("Error", "%1 does not fit: %2.");
    case ErrorCode::ImpossibleDesign:
        return QT_TRANSLATE_NOOP("Error", "%1 cannot be built: %2.");
    case ErrorCode::Unreachable:
        return QT_TRANSLATE_NOOP("Error",
                                 "No cables connect %1 (%2); build or repair the network.");
    case ErrorCode::RenderingUnavailable:
        return QT_TRANSLATE_NOOP("Error",
                                 "The picture of %1 cannot be drawn (%2); install Mesa's software "
                                 "OpenGL, package libgl1-mesa-dri.");
    }
    return "%1: %2.";
}

} // namespace

QString oneLine(QString text)
{
    for (QChar& letter : text) {
        if (letter.category() == QChar::Other_Control) {
            letter = QLatin1Char('?');
        }
    }
    return text;
}

QString sentenceFor(const Error& error)
{
    QString sentence = QCoreApplication::translate("Error", patternFor(error.code));
    const QString subject =
        error.subject.empty() ? QStringLiteral("''") : QString::fromStdString(error.subject);
    if (error.detail.empty()) {
        sentence.remove(QLatin1String(" (%2)")).remove(QLatin1String(": %2"));
        return oneLine(sentence.arg(subject));
    }
    return oneLine(sentence.arg(subject, QString::fromStdString(error.detail)));
}

} // namespace rackwright::ui

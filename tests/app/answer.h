// What a program of ours says when it is run.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

namespace rackwright::test {

struct Answer
{
    int status = -1; // of a program that did not come to its end
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

// `process` may have a folder and an environment of its own. ctest ends what hangs.
inline Answer answerOf(QProcess& process, const QString& program, const QStringList& arguments)
{
    process.start(program, arguments);
    process.waitForFinished(-1);
    const int status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {status, process.readAllStandardOutput(), process.readAllStandardError()};
}

inline Answer answerOf(const QString& program, const QStringList& arguments, const QString& folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    return answerOf(process, program, arguments);
}

// As on a server: no display, no home, none of what a desktop sets.
inline Answer answerOnAServer(const QString& program,
                              const QStringList& arguments,
                              const QString& folder)
{
    QProcessEnvironment bare;
    bare.insert(QStringLiteral("LANG"), QStringLiteral("de_DE.UTF-8")); // JSON must not care
    bare.insert(QStringLiteral("LIBGL_ALWAYS_SOFTWARE"), QStringLiteral("1"));
    QProcess process;
    process.setProcessEnvironment(bare);
    process.setWorkingDirectory(folder);
    return answerOf(process, program, arguments);
}

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace rackwright::test

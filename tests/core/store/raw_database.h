// What a plan file may meet outside the program: other hands with SQLite, other bytes.
#pragma once

#include "core/store/plan_file.h"
#include "tests/core/store/sample_plan.h"
#include "tests/support/patience.h"

#include <sqlite3.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>

namespace rackwright::test {

class RawDatabase
{
public:
    explicit RawDatabase(const std::string& path)
    {
        sqlite3* connection = nullptr;
        if (sqlite3_open(path.c_str(), &connection) != SQLITE_OK) {
            qFatal("cannot open %s", path.c_str());
        }
        connection_.reset(connection);
        execute("PRAGMA synchronous = OFF"); // what survives a power cut is not our question
        sqlite3_busy_timeout(connection,
                             patience); // an opened plan is checked beside us for a while
    }

    void execute(const std::string& sql) const
    {
        char* message = nullptr;
        if (sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
            qFatal("%s: %s", sql.c_str(), message);
        }
    }

    [[nodiscard]] sqlite3* handle() const { return connection_.get(); }

private:
    struct Close
    {
        void operator()(sqlite3* connection) const { sqlite3_close(connection); }
    };

    std::unique_ptr<sqlite3, Close> connection_;
};

// A file with the sample plan, and two edits in its log. Made once and copied: each edit waits for the disk.
class SampleFile
{
public:
    SampleFile()
    {
        static QByteArray first;
        if (first.isEmpty()) {
            make();
            first = bytes();
        }
        setBytes(first);
    }

    [[nodiscard]] std::string path() const
    {
        return folder_.filePath(QStringLiteral("plan.rackwright")).toStdString();
    }

    [[nodiscard]] QString folder() const { return folder_.path(); }

    [[nodiscard]] QByteArray bytes() const
    {
        QFile file{QString::fromStdString(path())};
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
    }

    void setBytes(const QByteArray& bytes) const
    {
        QFile file{QString::fromStdString(path())};
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
            qFatal("cannot write the bytes");
        }
    }

private:
    void make() const
    {
        auto created = store::PlanFile::create(path());
        if (!created) {
            qFatal("cannot make a plan: %s", created.error().detail.c_str());
        }
        store::PlanFile plan = *std::move(created);
        Change second;
        second.bookmarks.removed = {{5}};
        if (!plan.commit(everyField(), "Everything") || !plan.commit(second, "No bookmark")) {
            qFatal("cannot write a plan");
        }
    }

    QTemporaryDir folder_;
};

} // namespace rackwright::test

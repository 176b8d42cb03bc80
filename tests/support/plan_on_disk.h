// A plan as a file in a folder of its own that goes away with it.
#pragma once

#include "core/store/plan_file.h"

#include <QTemporaryDir>
#include <QTest>

namespace rackwright::test {

class PlanOnDisk
{
public:
    explicit PlanOnDisk(const Snapshot& plan)
    {
        auto created = store::PlanFile::create(path().toStdString());
        if (!created) {
            qFatal("no plan file: %s", created.error().detail.c_str());
        }
        store::PlanFile file = *std::move(created);
        Change everything;
        forEachTable([&](auto table, auto changes) {
            (everything.*changes).written.assign((plan.*table).begin(), (plan.*table).end());
        });
        if (!file.commit(everything, "Everything") || !file.forgetHistory()) {
            qFatal("the plan cannot be written");
        }
    }

    [[nodiscard]] QString path() const
    {
        return folder_.filePath(QStringLiteral("test.rackwright"));
    }

    // As somebody finds it who opens the file now.
    [[nodiscard]] Snapshot onDisk() const
    {
        const auto file =
            store::PlanFile::open(path().toStdString(), store::PlanFile::Access::ReadOnly);
        if (!file) {
            qFatal("cannot be opened: %s", file.error().detail.c_str());
        }
        return *file->load();
    }

private:
    QTemporaryDir folder_;
};

} // namespace rackwright::test

// From the start of the program to its first full 3D picture of a plan, and the memory that it takes.
// bench_start PLAN
#include "tests/bench/budget.h"
#include "tests/bench/plan_argument.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QThread>

#include <unistd.h>

using namespace rackwright::bench;

namespace {

constexpr int runs = 5;
constexpr int longestStart = 60'000; // ms
constexpr int untilItRests = 3'000;  // ms: the estimates are worked out after the first picture

QByteArray readAll(const QString& path)
{
    QFile file{path};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

// What the process has taken of all processors, in milliseconds: a busy machine does not change it.
double processorTime(qint64 process)
{
    constexpr int userField =
        11; // after the name in brackets, see proc(5); the system's is the next
    const QByteArray stat = readAll(QStringLiteral("/proc/%1/stat").arg(process));
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return fields.size() > userField + 1
               ? (fields[userField].toDouble() + fields[userField + 1].toDouble()) * 1e3 /
                     static_cast<double>(sysconf(_SC_CLK_TCK))
               : 0.0;
}

// The most memory that the process ever had in use, in MB.
double peakMemory(qint64 process)
{
    for (const QByteArray& line :
         readAll(QStringLiteral("/proc/%1/status").arg(process)).split('\n')) {
        if (line.startsWith("VmHWM:")) {
            return line.mid(6).trimmed().split(' ').front().toDouble() * 1024.0 * 1e-6;
        }
    }
    return 0.0;
}

struct Start
{
    double milliseconds = 0.0;
    double processor = 0.0; // of that
    double megabytes = 0.0;
};

Start startOnce(const QString& plan, const QString& home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home); // no window layout kept from before
    environment.insert(QStringLiteral("QT_LOGGING_RULES"),
                       QStringLiteral("rackwright.startup.debug=true"));
    environment.insert(QStringLiteral("QT_FORCE_STDERR_LOGGING"), QStringLiteral("1"));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer clock;
    clock.start();
    program.start(QStringLiteral(RACKWRIGHT_PROGRAM), {plan});
    QByteArray said;
    while (!said.contains("first full frame")) {
        if (clock.elapsed() > longestStart || !program.waitForReadyRead(longestStart)) {
            std::fprintf(stderr, "no picture after %lld ms: %s\n", clock.elapsed(), said.data());
            std::exit(1);
        }
        said += program.readAll();
    }
    Start start{.milliseconds = static_cast<double>(clock.nsecsElapsed()) * 1e-6,
                .processor = processorTime(program.processId())};
    QThread::msleep(untilItRests);
    start.megabytes = peakMemory(program.processId());
    program.terminate();
    program.waitForFinished();
    return start;
}

} // namespace

int main(int count, char** arguments)
{
    const QCoreApplication application{count, arguments};
    const ScratchFolder folder;
    const QString plan = QString::fromStdString(folder.copyOf(planArgument(count, arguments)));
    std::vector<double> times;
    std::vector<double> processor;
    std::vector<double> memory;
    for (int run = 0; run < runs; ++run) {
        const Start start = startOnce(plan, QString::fromStdString(folder.path("")));
        times.push_back(start.milliseconds);
        processor.push_back(start.processor);
        memory.push_back(start.megabytes);
    }
    row("start to first full 3D frame", medianOf(times), "ms", atMost(1000.0));
    row("    of all processors", medianOf(processor), "ms");
    row("memory, whole program", medianOf(memory), "MB", atMost(500.0));
    return 0;
}

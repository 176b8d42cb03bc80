// From the start of the program to its first full 3D picture of a plan, and the memory that it takes.
// bench_start PLAN
#include "tests/bench/budget.h"
#include "tests/bench/plan_argument.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QThread>

using namespace rackwright::bench;

namespace {

constexpr int runs = 5;
constexpr int longestStart = 60'000; // ms
constexpr int untilItRests = 3'000;  // ms: the estimates are worked out after the first picture

// The most memory that the process ever had in use, in MB.
double peakMemory(qint64 process)
{
    QFile status{QStringLiteral("/proc/%1/status").arg(process)};
    if (!status.open(QIODevice::ReadOnly)) {
        return 0.0;
    }
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:")) {
            return line.mid(6).trimmed().split(' ').front().toDouble() * 1024.0 * 1e-6;
        }
    }
    return 0.0;
}

struct Start
{
    double milliseconds = 0.0;
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
    Start start{.milliseconds = static_cast<double>(clock.nsecsElapsed()) * 1e-6};
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
    std::vector<double> memory;
    for (int run = 0; run < runs; ++run) {
        const Start start = startOnce(plan, QString::fromStdString(folder.path("")));
        times.push_back(start.milliseconds);
        memory.push_back(start.megabytes);
    }
    row("start to first full 3D frame", medianOf(times), "ms", atMost(1000.0));
    row("memory, whole program", medianOf(memory), "MB", atMost(500.0));
    return 0;
}

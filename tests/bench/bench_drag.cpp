// A drag on the floor plan as the user feels it: from a mouse move until the rack stands there, the rules have
// spoken and the totals are new. bench_drag PLAN
#include "core/layout/footprint.h"
#include "tests/bench/budget.h"
#include "tests/bench/plan_argument.h"
#include "ui/document/plan_document.h"
#include "ui/document/shown_cabling.h"
#include "ui/document/view_state.h"
#include "ui/floorplan/floor_plan_view.h"
#include "ui/panels/totals/totals_strip.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QThread>
#include <QVBoxLayout>
#include <QWindow>

using namespace rackwright;
using namespace rackwright::bench;
using namespace rackwright::ui;

namespace {

constexpr int steps = 60;
constexpr int betweenEvents = 20; // ms: a follow-up within the same frame would wait for the next

// Counts what the widgets painted.
class PaintWatch : public QObject
{
public:
    int paints = 0;

    bool eventFilter(QObject* /*watched*/, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

void send(QWidget& view, QEvent::Type type, QPointF at)
{
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    const auto held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event{type, at, view.mapToGlobal(at), button, held, Qt::NoModifier};
    QApplication::sendEvent(&view, &event);
}

template <typename Condition>
void waitUntil(Condition met)
{
    while (!met()) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

// Leads a rack about near its place, where it is snapped, allowed and refused by turns.
class DraggedRack
{
public:
    DraggedRack(FloorPlanView& view, PlanDocument& document, RackId rack)
        : view_(view)
        , document_(document)
        , grip_(view.map()
                    .toDrawing(layout::footprint(document.plan(), document.plan().racks.at(rack)))
                    .center())
    {
        view.installEventFilter(&watch_);
        QObject::connect(&document, &PlanDocument::shownChanged, &watch_, [this] { ++previews_; });
        QObject::connect(
            &document, &PlanDocument::estimatesChanged, &watch_, [this] { ++answers_; });
        waitUntil([&] { return document.estimate() != nullptr; });
        send(view, QEvent::MouseButtonPress, grip_);
        step({0.0, QApplication::startDragDistance() + 1.0});
        painted.clear();
        withTotals.clear();
    }

    void step(QPointF moved)
    {
        const int paints = watch_.paints;
        const int previews = previews_;
        const int answers = answers_;
        QElapsedTimer clock;
        clock.start();
        send(view_, QEvent::MouseMove, grip_ + moved);
        waitUntil([&] { return watch_.paints > paints; });
        painted.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
        if (previews_ > previews) { // else the place was refused, and the totals stay
            waitUntil([&] { return answers_ > answers; });
            withTotals.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
        }
    }

    // Milliseconds since the mouse moved.
    std::vector<double> painted;
    std::vector<double> withTotals;

private:
    FloorPlanView& view_;
    PlanDocument& document_;
    QPointF grip_;
    PaintWatch watch_;
    int previews_ = 0;
    int answers_ = 0;
};

} // namespace

int main(int count, char** arguments)
{
    QApplication application{count, arguments};
    const ScratchFolder folder;
    const auto document = need(
        PlanDocument::open(QString::fromStdString(folder.copyOf(planArgument(count, arguments)))));
    Selection selection;
    const ViewState viewState;
    QWidget window;
    ShownCabling cabling{selection, viewState};
    cabling.setDocument(document.get());
    auto* view = new FloorPlanView(selection, viewState, cabling);
    auto* totals = new TotalsStrip;
    auto* layout = new QVBoxLayout(&window);
    layout->addWidget(view, 1);
    layout->addWidget(totals);
    window.resize(1280, 800);
    view->setDocument(document.get());
    totals->setDocument(document.get());
    window.show();
    waitUntil([&] { return window.windowHandle()->isExposed(); });

    DraggedRack rack{*view, *document, document->plan().racks[0].id};
    for (int step = 1; step <= steps; ++step) {
        QThread::msleep(betweenEvents);
        QApplication::processEvents();
        rack.step({0.5 * step, 0.2 * step});
    }
    row("drag step on the floor plan, rules spoken and painted",
        medianOf(rack.painted),
        "ms",
        atMost(16.0));
    if (!rack.withTotals.empty()) {
        row("drag step on the floor plan, totals new as well",
            medianOf(rack.withTotals),
            "ms",
            atMost(16.0));
    }
    send(*view, QEvent::MouseButtonRelease, {});
    return 0;
}

// Milliseconds of a frame while the camera moves and at rest, and of a pick. bench_frame PLAN [FOLDER FOR PICTURES]
#include "tests/bench/budget.h"
#include "tests/bench/plan_argument.h"
#include "ui/scene/site_shapes.h"
#include "ui/view3d/scene_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QWindow>

#include <ctime>

using namespace rackwright;
using namespace rackwright::bench;
using namespace rackwright::ui;

namespace {

constexpr int frames = 31;

// Painted at once, as an expose event would.
void paintNow(SceneView& view)
{
    view.redraw();
    QApplication::processEvents();
}

struct FrameTime
{
    double painted = 0.0;   // milliseconds from the event until the window is painted
    double drawn = 0.0;     // of that, until VTK has given its commands
    double processor = 0.0; // milliseconds of all cores: what a busy machine does not change
};

FrameTime timeOf(SceneView& view, const scene::Camera& start, VtkWidget::Resolution resolution)
{
    std::vector<double> painted;
    std::vector<double> drawn;
    const auto watch = QObject::connect(&view, &VtkWidget::rendered, [&drawn](double milliseconds) {
        drawn.push_back(milliseconds);
    });
    scene::Camera camera = start;
    view.setResolution(resolution);
    const std::clock_t before = std::clock();
    for (int frame = 0; frame < frames; ++frame) {
        camera = scene::orbited(camera, 0.7, 0.0);
        QElapsedTimer clock;
        clock.start();
        view.setCamera(camera);
        paintNow(view);
        painted.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
    }
    QObject::disconnect(watch);
    const double used = 1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    return {.painted = medianOf(std::move(painted)),
            .drawn = medianOf(std::move(drawn)),
            .processor = used / frames};
}

void timeFrames(SceneView& view, const std::string& where, const scene::Camera& camera)
{
    const FrameTime moving = timeOf(view, camera, VtkWidget::Resolution::Moving);
    row(where + ", moving: rendered", moving.drawn, "ms", atMost(16.0));
    row(where + ", moving: event to painted", moving.painted, "ms", atMost(33.0));
    row("    of all processors", moving.processor, "ms");
    const FrameTime full = timeOf(view, camera, VtkWidget::Resolution::Full);
    row(where + ", at rest", SceneView::restMilliseconds + full.painted, "ms", atMost(150.0));
    row("    of that painting", full.painted, "ms");
    row("    of all processors", full.processor, "ms");
}

// From the middle of the first aisle, along it.
scene::Camera aisleOf(const Snapshot& plan)
{
    const std::vector<scene::Aisle> aisles = scene::aisles(plan);
    if (aisles.empty()) {
        return {};
    }
    const scene::Vec3 centre = scene::boxOn(aisles[aisles.size() / 2].area, 0.0, 0.0).centre;
    return {.position = centre + scene::Vec3{-8.0, 0.0, eyeHeight},
            .focus = centre + scene::Vec3{0.0, 0.0, eyeHeight - 0.4}};
}

double millisecondsOfAPick(SceneView& view)
{
    constexpr int side = 60;
    return millisecondsOf([&view] {
               for (int place = 0; place < side * side; ++place) {
                   const QPointF point{(place % side + 0.5) * view.width() / side,
                                       (place / side + 0.5) * view.height() / side};
                   static_cast<void>(view.hitAt(point));
               }
           }) /
           (side * side);
}

void timePlan(SceneView& view, const Snapshot& plan)
{
    row("    building the scene", millisecondsOf([&] { view.scene().show(plan, plan); }), "ms");
    const scene::Camera home = view.scene().home(view.view().size());
    timeFrames(view, "frame of the overview by role", home);
    row("pick in the overview", millisecondsOfAPick(view), "ms", atMost(0.2));
    timeFrames(view, "frame in an aisle by role", aisleOf(plan));
    row("pick in an aisle", millisecondsOfAPick(view), "ms", atMost(0.2));
    view.scene().setOverlay(scene::Overlay::Power);
    timeFrames(view, "frame of the overview by power", home);
    timeFrames(view, "frame in an aisle by power", aisleOf(plan));
    view.scene().setOverlay(scene::Overlay::Role);
}

void savePictures(SceneView& view, const Snapshot& plan, const QString& folder)
{
    view.setCamera(view.scene().home(view.view().size()));
    view.picture().save(folder + QStringLiteral("/overview.png"));
    view.setCamera(aisleOf(plan));
    view.picture().save(folder + QStringLiteral("/aisle.png"));
}

} // namespace

int main(int count, char** arguments)
{
    QApplication application{count, arguments};
    const Snapshot plan = planNamed(planArgument(count, arguments));

    SceneView view;
    view.resize(1280, 800);
    view.show();
    while (!view.windowHandle()->isExposed()) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    paintNow(view);
    timeFrames(view, "frame of nothing", view.camera());
    timePlan(view, plan);
    if (count > 2) {
        savePictures(view, plan, QString::fromLocal8Bit(arguments[2]));
    }
    return 0;
}

// Milliseconds of a frame while the camera moves and at rest. bench_frame [PLAN [FOLDER FOR PICTURES]]
#include "core/store/plan_file.h"
#include "tests/support/synthetic_site.h"
#include "ui/scene/site_shapes.h"
#include "ui/view3d/scene_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QWindow>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>

using namespace rackwright;
using namespace rackwright::ui;

namespace {

constexpr int frames = 60;

Snapshot planFrom(const QStringList& arguments)
{
    if (arguments.size() < 2) {
        return test::syntheticSite();
    }
    const auto file =
        store::PlanFile::open(arguments[1].toStdString(), store::PlanFile::Access::ReadOnly);
    if (!file) {
        std::cerr << file.error().subject << ": " << file.error().detail << "\n";
        std::exit(1);
    }
    return *file->load();
}

// Painted at once, as an expose event would.
void paintNow(SceneView& view)
{
    view.redraw();
    QApplication::processEvents();
}

double medianOf(std::vector<double> values)
{
    if (values.empty()) {
        return 0.0;
    }
    std::ranges::sort(values);
    return values[values.size() / 2];
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

void print(SceneView& view, const char* name, const scene::Camera& camera)
{
    const FrameTime moving = timeOf(view, camera, VtkWidget::Resolution::Half);
    const FrameTime full = timeOf(view, camera, VtkWidget::Resolution::Full);
    const auto line = [](const char* what, const FrameTime& time) {
        std::cout << what << time.painted << " ms (until VTK is done " << time.drawn
                  << ", processor " << time.processor << ")";
    };
    line((std::string{name} + ": moving ").c_str(), moving);
    line(", at rest ", full);
    std::cout << "\n";
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

double millisecondsOfPicks(SceneView& view)
{
    constexpr int side = 60;
    QElapsedTimer clock;
    clock.start();
    int hits = 0;
    for (int place = 0; place < side * side; ++place) {
        const QPointF point{(place % side + 0.5) * view.width() / side,
                            (place / side + 0.5) * view.height() / side};
        hits += view.hitAt(point) ? 1 : 0;
    }
    std::cout << "picks: " << hits << " of " << side * side << " hit\n";
    return static_cast<double>(clock.nsecsElapsed()) * 1e-6 / (side * side);
}

} // namespace

int main(int argc, char** argv)
{
    VtkWidget::prepareApplication();
    QApplication application{argc, argv};
    const Snapshot plan = planFrom(QApplication::arguments());

    SceneView view;
    view.resize(1280, 800);
    view.show();
    while (!view.windowHandle()->isExposed()) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    paintNow(view);
    print(view, "empty", view.camera());

    QElapsedTimer clock;
    clock.start();
    view.scene().show(plan, plan);
    std::cout << "building the scene: " << static_cast<double>(clock.nsecsElapsed()) * 1e-6
              << " ms, " << plan.racks.size() << " racks\n";
    const scene::Camera home = view.scene().home(view.view().size());
    print(view, "overview", home);
    std::cout << "a pick in the overview: " << millisecondsOfPicks(view) << " ms\n";
    print(view, "aisle", aisleOf(plan));
    std::cout << "a pick in the aisle: " << millisecondsOfPicks(view) << " ms\n";

    if (QApplication::arguments().size() > 2) {
        const QString folder = QApplication::arguments().at(2);
        view.setCamera(home);
        view.picture().save(folder + QStringLiteral("/overview.png"));
        view.setCamera(aisleOf(plan));
        view.picture().save(folder + QStringLiteral("/aisle.png"));
    }
    return 0;
}

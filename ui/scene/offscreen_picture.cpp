#include "ui/scene/offscreen_picture.h"

#include "ui/scene/annotations.h"
#include "ui/scene/egl_context.h"
#include "ui/scene/scene.h"

#include <vtkCallbackCommand.h>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <QPainter>

#include <thread>

namespace rackwright::ui::scene {

namespace {

constexpr int samples = 4;
constexpr int largestSide = 8192;
constexpr int linesOfText = 62; // that would fill the picture: text grows with it

// The context is current all the time; VTK asks.
void answer(vtkObject* /*caller*/, unsigned long event, void* /*client*/, void* data)
{
    if (event == vtkCommand::WindowIsCurrentEvent) {
        *static_cast<bool*>(data) = true;
    } else if (event == vtkCommand::WindowSupportsOpenGLEvent) {
        *static_cast<int*>(data) = 1;
    }
}

QImage pixelsOf(vtkRenderWindow& window, QSize size)
{
    vtkNew<vtkUnsignedCharArray> pixels;
    window.GetPixelData(0, 0, size.width() - 1, size.height() - 1, 0, pixels);
    const QImage upsideDown{pixels->GetPointer(0),
                            size.width(),
                            size.height(),
                            3 * size.width(),
                            QImage::Format_RGB888};
    return upsideDown.mirrored().convertToFormat(QImage::Format_RGB32);
}

QImage drawn(Scene& scene, QSize size)
{
    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<vtkCallbackCommand> callback;
    callback->SetCallback(answer);
    window->AddObserver(vtkCommand::WindowIsCurrentEvent, callback);
    window->AddObserver(vtkCommand::WindowSupportsOpenGLEvent, callback);
    window->SetOwnContext(0);
    window->SetReadyForRendering(true);
    window->SetSize(size.width(), size.height());
    window->SetMultiSamples(samples);
    window->SetFrameBlitModeToNoBlit();
    window->OpenGLInitContext();
    window->AddRenderer(&scene.renderer());
    window->Render();
    QImage picture = pixelsOf(*window, size);
    window->Finalize();
    window->RemoveRenderer(&scene.renderer());
    return picture;
}

void annotate(QImage& picture, const Scene& scene, const View& view)
{
    QPainter painter{&picture};
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    QFont font = painter.font();
    font.setPixelSize(std::max(9, picture.height() / linesOfText));
    painter.setFont(font);
    drawMoves(painter, view, scene.racks().moves(), scene.palette());
    const std::vector<QRectF> taken{
        drawLegend(painter, picture.size(), scene.legend(), scene.palette()),
        drawCompass(painter, view, scene.palette())};
    drawLabels(painter, view, scene.labels(view), taken, scene.palette());
}

Result<QImage> render(const Snapshot& shown, const Snapshot& plan, const PictureOptions& options)
{
    const auto context = EglContext::create();
    if (!context) {
        return context.error();
    }
    Scene scene;
    scene.setTheme(options.theme);
    scene.setOverlay(options.overlay);
    scene.show(shown, plan);
    const View view{options.camera.value_or(scene.home(options.size)), options.size};
    scene.lookFrom(view);
    QImage picture = drawn(scene, options.size);
    annotate(picture, scene, view);
    return picture;
}

} // namespace

Result<QImage> renderPicture(const Snapshot& shown,
                             const Snapshot* plan,
                             const PictureOptions& options)
{
    const QSize size = options.size;
    if (size.isEmpty() || size.width() > largestSide || size.height() > largestSide) {
        return Error{ErrorCode::Invalid,
                     "size",
                     "each side is from 1 to " + std::to_string(largestSide) + " pixels"};
    }
    // On a thread of its own: the caller's may have Qt's context current.
    std::optional<Result<QImage>> picture;
    std::thread{[&] { picture = render(shown, plan == nullptr ? shown : *plan, options); }}.join();
    return *std::move(picture);
}

} // namespace rackwright::ui::scene

#include "ui/view3d/vtk_widget.h"

#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkRenderer.h>

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QPainter>
#include <QSurfaceFormat>

#include <array>
#include <utility>

namespace rackwright::ui {

namespace {

constexpr int samplesOnGraphicsCard = 4; // on llvmpipe they make a frame five times as long
constexpr int pointsPerInch = 72;
constexpr std::array movingRatios{0.5, 0.36, 0.25}; // of full resolution
constexpr double lateFrame = 16.0;                  // ms: then the next coarser
constexpr double earlyFrame = 6.0;                  // ms: then the next finer
constexpr double weightOfNewest = 0.25;             // in the mean of frames
// 0xAARRGGBB as a number, as QImage has it, whatever the order of bytes.
constexpr GLenum pixelFormat = 0x80E1; // GL_BGRA
constexpr GLenum pixelType = 0x8367;   // GL_UNSIGNED_INT_8_8_8_8_REV

bool createContext(QOpenGLContext& context)
{
    constexpr auto needed = qMakePair(3, 2);
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(needed.first, needed.second);
    format.setProfile(QSurfaceFormat::CoreProfile);
    context.setFormat(format);
    return context.create() && context.format().version() >= needed;
}

bool isSoftware(QOpenGLContext& context)
{
    const auto* name = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER));
    const QLatin1String renderer{name};
    return renderer.contains(QLatin1String("llvmpipe")) ||
           renderer.contains(QLatin1String("softpipe"));
}

} // namespace

// How fine pictures of movement can be: as fine as this machine, as busy as it is, draws them in time.
class Fineness
{
public:
    [[nodiscard]] double ratio() const { return movingRatios[step_]; }

    void learn(double milliseconds)
    {
        mean_ += weightOfNewest * (milliseconds - mean_);
        if (mean_ > lateFrame && step_ + 1 < movingRatios.size()) {
            change(step_ + 1);
        } else if (mean_ < earlyFrame && step_ > 0) {
            change(step_ - 1);
        }
    }

private:
    void change(std::size_t step)
    {
        const double grown = movingRatios[step] / movingRatios[step_];
        mean_ *= grown * grown;
        step_ = step;
    }

    std::size_t step_ = 0;
    double mean_ = 0.5 * (earlyFrame + lateFrame); // ms
};

struct VtkWidget::Window
{
    QOpenGLContext context;
    QOffscreenSurface
        surface; // VTK draws into buffers of its own; a context needs one nevertheless
    vtkNew<vtkGenericOpenGLRenderWindow> vtk;
    vtkRenderer* renderer = nullptr;
    Resolution resolution = Resolution::Full;
    Fineness fineness;
    bool software = true;
    bool isStarted = false;
    bool isStale = true;
    QImage picture;

    void answer(vtkObject* caller, unsigned long event, void* data);
    void start();
    void finish();
    void fit(const QWidget& widget, Resolution at);
    [[nodiscard]] QImage pixels();
    [[nodiscard]] QImage render(const QWidget& widget, Resolution at);
};

// VTK asks for what a window system would tell it.
void VtkWidget::Window::answer(vtkObject* /*caller*/, unsigned long event, void* data)
{
    switch (event) {
    case vtkCommand::WindowMakeCurrentEvent:
        context.makeCurrent(&surface);
        break;
    case vtkCommand::WindowIsCurrentEvent:
        *static_cast<bool*>(data) = QOpenGLContext::currentContext() == &context;
        break;
    case vtkCommand::WindowSupportsOpenGLEvent:
        *static_cast<int*>(data) = 1;
        break;
    default:
        break;
    }
}

void VtkWidget::Window::start()
{
    isStarted = true;
    createContext(context);
    surface.setFormat(context.format());
    surface.create();
    context.makeCurrent(&surface);
    software = isSoftware(context);
    vtk->SetMultiSamples(software ? 0 : samplesOnGraphicsCard);
    vtk->SetReadyForRendering(true);
    vtk->SetOwnContext(0);
    vtk->OpenGLInitContext();
}

void VtkWidget::Window::finish()
{
    if (isStarted) {
        context.makeCurrent(&surface);
        vtk->Finalize();
        context.doneCurrent();
    }
}

// Covers resizing, another screen, another resolution.
void VtkWidget::Window::fit(const QWidget& widget, Resolution at)
{
    const double ratio =
        widget.devicePixelRatioF() * (at == Resolution::Moving ? fineness.ratio() : 1.0);
    const int width = std::max(1, qRound(widget.width() * ratio));
    const int height = std::max(1, qRound(widget.height() * ratio));
    const int* size = vtk->GetSize();
    if (size[0] != width || size[1] != height) {
        vtk->SetDPI(qRound(pointsPerInch * ratio));
        vtk->SetSize(width, height);
    }
}

QImage VtkWidget::Window::pixels()
{
    const int* size = vtk->GetSize();
    QImage upsideDown{size[0], size[1], QImage::Format_RGB32};
    vtkOpenGLFramebufferObject& drawing = *vtk->GetDisplayFramebuffer();
    drawing.Bind(drawing.GetReadMode());
    drawing.ActivateReadBuffer(0);
    context.functions()->glReadPixels(
        0, 0, size[0], size[1], pixelFormat, pixelType, upsideDown.bits());
    drawing.UnBind(drawing.GetReadMode());
    return std::move(upsideDown).mirrored();
}

QImage VtkWidget::Window::render(const QWidget& widget, Resolution at)
{
    if (!isStarted) {
        start();
    }
    context.makeCurrent(&surface);
    fit(widget, at);
    vtk->Render();
    return pixels();
}

bool VtkWidget::isPossible()
{
    static const bool possible = [] {
        const QString platform = QGuiApplication::platformName();
        if (platform == QLatin1String("offscreen") ||
            platform.startsWith(QLatin1String("minimal")) || platform == QLatin1String("vnc")) {
            return false;
        }
        QOpenGLContext probe;
        return createContext(probe);
    }();
    return possible;
}

VtkWidget::VtkWidget(QWidget* parent)
    : QWidget(parent)
    , window_(std::make_unique<Window>())
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(64, 64);
    setAttribute(Qt::WA_OpaquePaintEvent);
    vtkGenericOpenGLRenderWindow& vtk = *window_->vtk;
    vtk.SetReadyForRendering(false); // until start()
    vtk.SetFrameBlitModeToNoBlit();
    for (const unsigned long event : {vtkCommand::WindowMakeCurrentEvent,
                                      vtkCommand::WindowIsCurrentEvent,
                                      vtkCommand::WindowSupportsOpenGLEvent}) {
        vtk.AddObserver(event, window_.get(), &Window::answer);
    }
}

VtkWidget::~VtkWidget()
{
    removeRenderer();
    window_->finish();
}

void VtkWidget::setRenderer(vtkRenderer& renderer)
{
    window_->renderer = &renderer;
    window_->vtk->AddRenderer(&renderer);
    invalidate();
}

void VtkWidget::removeRenderer()
{
    if (window_->renderer == nullptr) {
        return;
    }
    if (window_->isStarted) {
        window_->context.makeCurrent(&window_->surface);
    }
    window_->vtk->RemoveRenderer(window_->renderer);
    window_->renderer = nullptr;
}

void VtkWidget::setResolution(Resolution resolution)
{
    if (window_->resolution != resolution) {
        window_->resolution = resolution;
        invalidate();
    }
}

VtkWidget::Resolution VtkWidget::resolution() const
{
    return window_->resolution;
}

bool VtkWidget::drawsInSoftware() const
{
    return window_->software;
}

void VtkWidget::invalidate()
{
    window_->isStale = true;
    update();
}

QImage VtkWidget::drawn()
{
    return window_->render(*this, Resolution::Full);
}

void VtkWidget::paintEvent(QPaintEvent* /*event*/)
{
    if (window_->isStale) {
        QElapsedTimer clock;
        clock.start();
        window_->picture = window_->render(*this, window_->resolution);
        window_->isStale = false;
        const double milliseconds = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
        if (window_->resolution == Resolution::Moving) {
            window_->fineness.learn(milliseconds);
        }
        emit rendered(milliseconds);
    }
    QPainter painter{this};
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(rect(), window_->picture);
}

} // namespace rackwright::ui

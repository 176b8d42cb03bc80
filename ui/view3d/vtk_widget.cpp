#include "ui/view3d/vtk_widget.h"

#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QSurfaceFormat>

namespace rackwright::ui {

namespace {

constexpr int samplesOnGraphicsCard = 4; // on llvmpipe they make a frame five times as long
constexpr int pointsPerInch = 72;

} // namespace

struct VtkWidget::Window
{
    explicit Window(VtkWidget& shownIn)
        : widget(shownIn)
    {}

    VtkWidget& widget;
    vtkNew<vtkGenericOpenGLRenderWindow> vtk;
    vtkRenderer* renderer = nullptr;
    Resolution resolution = Resolution::Full;
    bool software = true;

    void answer(vtkObject* caller, unsigned long event, void* data);
    void fit();
    void showResult();
};

// VTK asks for what a window system would tell it.
void VtkWidget::Window::answer(vtkObject* /*caller*/, unsigned long event, void* data)
{
    const bool isCurrent =
        widget.context() != nullptr && QOpenGLContext::currentContext() == widget.context();
    switch (event) {
    case vtkCommand::WindowMakeCurrentEvent:
        // makeCurrent() also binds the widget's framebuffer: in the middle of a frame VTK would go on
        // drawing into the wrong one.
        if (widget.isValid() && !isCurrent) {
            widget.makeCurrent();
        }
        break;
    case vtkCommand::WindowIsCurrentEvent:
        *static_cast<bool*>(data) = isCurrent;
        break;
    case vtkCommand::WindowSupportsOpenGLEvent:
        *static_cast<int*>(data) = 1;
        break;
    default:
        break;
    }
}

// Covers resizing, another screen, another resolution.
void VtkWidget::Window::fit()
{
    const double ratio = widget.devicePixelRatioF() * (resolution == Resolution::Half ? 0.5 : 1.0);
    const int width = std::max(1, qRound(widget.width() * ratio));
    const int height = std::max(1, qRound(widget.height() * ratio));
    const int* size = vtk->GetSize();
    if (size[0] != width || size[1] != height) {
        vtk->SetDPI(qRound(pointsPerInch * ratio));
        vtk->SetSize(width, height);
    }
}

void VtkWidget::Window::showResult()
{
    QOpenGLExtraFunctions& gl = *QOpenGLContext::currentContext()->extraFunctions();
    const int* size = vtk->GetSize();
    const double ratio = widget.devicePixelRatioF();
    gl.glBindFramebuffer(GL_READ_FRAMEBUFFER, vtk->GetDisplayFramebuffer()->GetFBOIndex());
    gl.glBindFramebuffer(GL_DRAW_FRAMEBUFFER, widget.defaultFramebufferObject());
    gl.glDisable(GL_SCISSOR_TEST);
    gl.glBlitFramebuffer(0,
                         0,
                         size[0],
                         size[1],
                         0,
                         0,
                         qRound(widget.width() * ratio),
                         qRound(widget.height() * ratio),
                         GL_COLOR_BUFFER_BIT,
                         resolution == Resolution::Half ? GL_LINEAR : GL_NEAREST);
    gl.glBindFramebuffer(GL_FRAMEBUFFER, widget.defaultFramebufferObject());
    // Qt composes the widget with what is behind it: it must be opaque.
    gl.glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl.glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
    gl.glClear(GL_COLOR_BUFFER_BIT);
    gl.glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

void VtkWidget::prepareApplication()
{
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setStencilBufferSize(8);
    format.setSamples(0); // VTK has its own
    QSurfaceFormat::setDefaultFormat(format);
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts); // contexts survive docking
}

bool VtkWidget::isPossible()
{
    const QString platform = QGuiApplication::platformName();
    return platform != QLatin1String("offscreen") &&
           !platform.startsWith(QLatin1String("minimal")) && platform != QLatin1String("vnc");
}

VtkWidget::VtkWidget(QWidget* parent)
    : QOpenGLWidget(parent)
    , window_(std::make_unique<Window>(*this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(64, 64);
    setUpdateBehavior(QOpenGLWidget::NoPartialUpdate);
    vtkGenericOpenGLRenderWindow& vtk = *window_->vtk;
    vtk.SetReadyForRendering(false); // until initializeGL()
    vtk.SetMultiSamples(0);
    vtk.SetFrameBlitModeToNoBlit(); // showResult() stretches
    for (const unsigned long event : {vtkCommand::WindowMakeCurrentEvent,
                                      vtkCommand::WindowIsCurrentEvent,
                                      vtkCommand::WindowSupportsOpenGLEvent}) {
        vtk.AddObserver(event, window_.get(), &Window::answer);
    }
}

VtkWidget::~VtkWidget()
{
    if (context() != nullptr) {
        // ~QOpenGLWidget announces the end of the context when our members are gone.
        disconnect(context(), nullptr, this, nullptr);
    }
    release();
    removeRenderer();
}

void VtkWidget::setRenderer(vtkRenderer& renderer)
{
    window_->renderer = &renderer;
    window_->vtk->AddRenderer(&renderer);
    update();
}

void VtkWidget::removeRenderer()
{
    if (window_->renderer == nullptr) {
        return;
    }
    if (window_->vtk->GetReadyForRendering()) {
        makeCurrent();
    }
    window_->vtk->RemoveRenderer(window_->renderer);
    window_->renderer = nullptr;
}

void VtkWidget::setResolution(Resolution resolution)
{
    if (window_->resolution != resolution) {
        window_->resolution = resolution;
        update();
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

void VtkWidget::release()
{
    if (context() == nullptr || !window_->vtk->GetReadyForRendering()) {
        return;
    }
    makeCurrent();
    window_->vtk->Finalize();
    window_->vtk->SetReadyForRendering(false);
    doneCurrent();
}

void VtkWidget::initializeGL() // again whenever Qt makes another context
{
    connect(context(),
            &QOpenGLContext::aboutToBeDestroyed,
            this,
            &VtkWidget::release,
            Qt::UniqueConnection);
    const auto* name =
        reinterpret_cast<const char*>(context()->functions()->glGetString(GL_RENDERER));
    const QLatin1String renderer{name};
    window_->software = renderer.contains(QLatin1String("llvmpipe")) ||
                        renderer.contains(QLatin1String("softpipe"));
    vtkGenericOpenGLRenderWindow& vtk = *window_->vtk;
    vtk.SetMultiSamples(window_->software ? 0 : samplesOnGraphicsCard);
    vtk.SetReadyForRendering(true);
    vtk.SetOwnContext(0);
    vtk.OpenGLInitContext();
}

void VtkWidget::paintGL()
{
    vtkGenericOpenGLRenderWindow& vtk = *window_->vtk;
    if (!vtk.GetReadyForRendering() || window_->renderer == nullptr) {
        return;
    }
    QElapsedTimer clock;
    clock.start();
    window_->fit();
    vtk.GetState()->Reset(); // Qt used the context in between
    vtk.GetState()->Push();
    vtk.Render();
    vtk.GetState()->Pop();
    window_->showResult();
    emit rendered(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
}

} // namespace rackwright::ui

#include "ui/scene/egl_context.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <array>
#include <dlfcn.h>
#include <string>

// VTK loads OpenGL through GLEW. Debian's GLEW is built for X11: without an X display its glewInit() loads every
// OpenGL function and then fails in its last step, which asks GLX for extensions. EGL does not need that step,
// so this definition, which the dynamic linker prefers to the library's, takes that one failure for success. With
// a display (the desktop program) the step does not fail and nothing is different.
extern "C" unsigned int glewInit()
{
    constexpr unsigned int noGlxDisplay = 4; // GLEW_ERROR_NO_GLX_DISPLAY
    constexpr unsigned int failed = 1;
    const auto original = reinterpret_cast<unsigned int (*)()>(dlsym(RTLD_NEXT, "glewInit"));
    const unsigned int status = original == nullptr ? failed : original();
    return status == noGlxDisplay ? 0 : status;
}

namespace rackwright::ui::scene {

namespace {

Error unavailable(std::string detail)
{
    return {ErrorCode::RenderingUnavailable, "EGL", std::move(detail)};
}

EGLDisplay surfacelessDisplay()
{
    const auto getDisplay = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
        eglGetProcAddress("eglGetPlatformDisplayEXT"));
    return getDisplay == nullptr
               ? EGL_NO_DISPLAY
               : getDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
}

EGLConfig windowlessConfig(EGLDisplay display)
{
    static constexpr std::array<EGLint, 5> wanted{
        EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    return eglChooseConfig(display, wanted.data(), &config, 1, &count) != EGL_FALSE && count > 0
               ? config
               : nullptr;
}

EGLContext coreContext(EGLDisplay display, EGLConfig config)
{
    static constexpr std::array<EGLint, 7> wanted{EGL_CONTEXT_MAJOR_VERSION,
                                                  3,
                                                  EGL_CONTEXT_MINOR_VERSION,
                                                  2,
                                                  EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                                  EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                                  EGL_NONE};
    return eglCreateContext(display, config, EGL_NO_CONTEXT, wanted.data());
}

} // namespace

struct EglContext::Handles
{
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLSurface surface = EGL_NO_SURFACE;
    EGLContext context = EGL_NO_CONTEXT;

    ~Handles()
    {
        if (display == EGL_NO_DISPLAY) {
            return;
        }
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (context != EGL_NO_CONTEXT) {
            eglDestroyContext(display, context);
        }
        if (surface != EGL_NO_SURFACE) {
            eglDestroySurface(display, surface);
        }
        eglReleaseThread(); // the display itself stays for the next picture
    }
};

EglContext::EglContext(std::unique_ptr<Handles> handles)
    : handles_(std::move(handles))
{}

EglContext::~EglContext() = default;

Result<std::unique_ptr<EglContext>> EglContext::create()
{
    auto handles = std::make_unique<Handles>();
    const EGLDisplay display = surfacelessDisplay();
    if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) == EGL_FALSE) {
        return unavailable("there is no EGL display without a screen");
    }
    handles->display = display;
    eglBindAPI(EGL_OPENGL_API);
    const EGLConfig config = windowlessConfig(display);
    if (config == nullptr) {
        return unavailable("no configuration draws OpenGL without a screen");
    }
    static constexpr std::array<EGLint, 5> tiny{EGL_WIDTH, 16, EGL_HEIGHT, 16, EGL_NONE};
    handles->surface = eglCreatePbufferSurface(display, config, tiny.data());
    handles->context = coreContext(display, config);
    if (handles->context == EGL_NO_CONTEXT ||
        eglMakeCurrent(display, handles->surface, handles->surface, handles->context) ==
            EGL_FALSE) {
        return unavailable("OpenGL 3.2 cannot be had");
    }
    return std::unique_ptr<EglContext>{new EglContext{std::move(handles)}};
}

} // namespace rackwright::ui::scene

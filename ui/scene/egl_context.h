// OpenGL without a display: what a picture is drawn with on a machine that has no screen.
#pragma once

#include "core/base/result.h"

#include <memory>

namespace rackwright::ui::scene {

// Current on the thread that made it, until it goes. A thread can have one OpenGL context current: make it
// on a thread where Qt has none.
class EglContext
{
public:
    // Fails with RenderingUnavailable.
    static Result<std::unique_ptr<EglContext>> create();

    ~EglContext();
    EglContext(const EglContext&) = delete;
    EglContext& operator=(const EglContext&) = delete;

private:
    struct Handles;
    explicit EglContext(std::unique_ptr<Handles> handles);

    std::unique_ptr<Handles> handles_;
};

} // namespace rackwright::ui::scene

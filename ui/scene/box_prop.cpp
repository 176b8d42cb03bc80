#include "ui/scene/box_prop.h"

#include "ui/scene/box_shader.h"

#include <vtkMatrix3x3.h>
#include <vtkMatrix4x4.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLBufferObject.h>
#include <vtkOpenGLCamera.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLRenderer.h>
#include <vtkOpenGLShaderCache.h>
#include <vtkOpenGLState.h>
#include <vtkOpenGLVertexArrayObject.h>
#include <vtkShaderProgram.h>
#include <vtk_glew.h>

#include <algorithm>
#include <cstddef>
#include <type_traits>

namespace rackwright::ui::scene {

namespace {

static_assert(std::is_standard_layout_v<Shape> && sizeof(Shape) == 36);

// Three faces of a unit cube as triangles: (axis, u, v). The shader turns each towards the viewer, since of
// an upright box no more than three faces can be seen.
std::vector<float> threeFaces()
{
    static constexpr std::array<std::array<float, 2>, 6> corners{
        {{-1, -1}, {1, -1}, {1, 1}, {-1, -1}, {1, 1}, {-1, 1}}};
    std::vector<float> vertices;
    for (const float axis : {0.0F, 1.0F, 2.0F}) {
        for (const auto& corner : corners) {
            vertices.insert(vertices.end(), {axis, corner[0], corner[1]});
        }
    }
    return vertices;
}

constexpr int verticesOfBox = 18;

} // namespace

struct BoxProp::Graphics
{
    vtkNew<vtkOpenGLBufferObject> corners;
    vtkNew<vtkOpenGLBufferObject> boxes;
    vtkNew<vtkOpenGLVertexArrayObject> arrays;
    vtkShaderProgram* program = nullptr; // owned by the window's cache

    ShaderNeeds needs; // that it was made for

    [[nodiscard]] vtkShaderProgram* programFor(const ShaderNeeds& asked,
                                               vtkOpenGLShaderCache& cache);
    [[nodiscard]] bool bind(vtkShaderProgram& ready);
};

vtkShaderProgram* BoxProp::Graphics::programFor(const ShaderNeeds& asked,
                                                vtkOpenGLShaderCache& cache)
{
    if (program != nullptr && asked == needs) {
        return cache.ReadyShaderProgram(program);
    }
    needs = asked;
    return cache.ReadyShaderProgram(boxVertexShader, boxFragmentShader(needs).c_str(), "");
}

bool BoxProp::Graphics::bind(vtkShaderProgram& ready)
{
    if (program == &ready) {
        arrays->Bind();
        return true;
    }
    program = &ready;
    arrays->ShaderProgramChanged();
    arrays->Bind();
    const auto perBox = [&](const char* name, std::size_t offset, int type, int count) {
        // The compiler leaves out what this variant does not need.
        return !ready.IsAttributeUsed(name) ||
               arrays->AddAttributeArrayWithDivisor(&ready,
                                                    boxes,
                                                    name,
                                                    static_cast<int>(offset),
                                                    sizeof(Shape),
                                                    type,
                                                    count,
                                                    type == VTK_UNSIGNED_CHAR,
                                                    1,
                                                    false);
    };
    return arrays->AddAttributeArray(
               &ready, corners, "corner", 0, 3 * sizeof(float), VTK_FLOAT, 3, false) &&
           perBox("centre", offsetof(Shape, centre), VTK_FLOAT, 3) &&
           perBox("size", offsetof(Shape, size), VTK_FLOAT, 3) &&
           perBox("fill", offsetof(Shape, fill), VTK_UNSIGNED_CHAR, 4) &&
           perBox("line", offsetof(Shape, line), VTK_UNSIGNED_CHAR, 4) &&
           perBox("look", offsetof(Shape, finish), VTK_UNSIGNED_CHAR, 4);
}

vtkStandardNewMacro(BoxProp)

    BoxProp::BoxProp()
    : graphics_(std::make_unique<Graphics>())
{}

BoxProp::~BoxProp() = default;

void BoxProp::setShapes(std::vector<Shape> shapes)
{
    shapes_ = std::move(shapes);
    needs_ = needsOf(shapes_);
    sortedFrom_.reset();
    uploaded_ = false;
    Modified();
}

// The nearest first: pixels that they hide are not worked out.
void BoxProp::sortFrom(Vec3 eye)
{
    if (sortedFrom_ == eye) {
        return;
    }
    sortedFrom_ = eye;
    std::ranges::sort(shapes_, {}, [eye](const Shape& shape) {
        const Vec3 apart = Vec3{shape.centre[0], shape.centre[1], shape.centre[2]} - eye;
        return dot(apart, apart);
    });
    uploaded_ = false;
}

void BoxProp::ReleaseGraphicsResources(vtkWindow* /*window*/)
{
    graphics_ = std::make_unique<Graphics>();
    uploaded_ = false;
}

int BoxProp::RenderOpaqueGeometry(vtkViewport* viewport)
{
    if (shapes_.empty()) {
        return 0;
    }
    auto& renderer = *vtkOpenGLRenderer::SafeDownCast(viewport);
    auto& window = *vtkOpenGLRenderWindow::SafeDownCast(renderer.GetRenderWindow());
    auto& camera = *vtkOpenGLCamera::SafeDownCast(renderer.GetActiveCamera());
    if (layer_ == Layer::Solid) {
        sortFrom({camera.GetPosition()[0], camera.GetPosition()[1], camera.GetPosition()[2]});
    }
    if (!uploaded_) {
        graphics_->corners->Upload(threeFaces(), vtkOpenGLBufferObject::ArrayBuffer);
        graphics_->boxes->Upload(shapes_, vtkOpenGLBufferObject::ArrayBuffer);
        uploaded_ = true;
    }
    vtkShaderProgram* program = graphics_->programFor(needs_, *window.GetShaderCache());
    if (program == nullptr || !graphics_->bind(*program)) {
        return 0;
    }
    vtkMatrix4x4* worldToView = nullptr;
    vtkMatrix3x3* normals = nullptr;
    vtkMatrix4x4* viewToClip = nullptr;
    vtkMatrix4x4* worldToClip = nullptr;
    camera.GetKeyMatrices(&renderer, worldToView, normals, viewToClip, worldToClip);
    program->SetUniformMatrix("worldToClip", worldToClip);
    program->SetUniform3f("eye", camera.GetPosition());

    vtkOpenGLState& state = *window.GetState();
    const auto drawAll = [&](float strength) {
        program->SetUniformf("strength", strength);
        glDrawArraysInstanced(GL_TRIANGLES, 0, verticesOfBox, static_cast<GLsizei>(shapes_.size()));
    };
    state.vtkglDisable(GL_CULL_FACE);
    state.vtkglEnable(GL_DEPTH_TEST);
    state.vtkglDepthFunc(GL_LEQUAL); // VTK's gradient background leaves another test set
    state.vtkglDepthMask(GL_TRUE);
    state.vtkglBlendFuncSeparate(
        GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    switch (layer_) {
    case Layer::Ground:
        state.vtkglEnable(GL_BLEND);
        state.vtkglDepthMask(GL_FALSE);
        drawAll(1.0F);
        state.vtkglDepthMask(GL_TRUE);
        break;
    case Layer::Solid:
        state.vtkglDisable(GL_BLEND);
        drawAll(1.0F);
        state.vtkglEnable(GL_BLEND);
        break;
    case Layer::Glass: // depth first: a heap of panes would add up to a fog
        // The second pass meets its own depths.
        state.vtkglColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
        drawAll(1.0F);
        state.vtkglColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
        state.vtkglEnable(GL_BLEND);
        drawAll(1.0F);
        break;
    case Layer::Outline:
        state.vtkglEnable(GL_BLEND);
        state.vtkglDepthMask(GL_FALSE);
        drawAll(1.0F);
        state.vtkglDisable(GL_DEPTH_TEST);
        drawAll(0.25F);
        state.vtkglEnable(GL_DEPTH_TEST);
        state.vtkglDepthMask(GL_TRUE);
        break;
    }
    graphics_->arrays->Release();
    return 1;
}

} // namespace rackwright::ui::scene

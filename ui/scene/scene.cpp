#include "ui/scene/scene.h"

#include "ui/scene/box_prop.h"
#include "ui/scene/site_shapes.h"

#include <vtkCamera.h>
#include <vtkCullerCollection.h>
#include <vtkNew.h>
#include <vtkRenderer.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cassert>

namespace rackwright::ui::scene {

namespace {

// What racks and their contents are made of, in the order of drawing: faceplates hide the racks that hold them.
constexpr std::array rackFinishes{
    Finish::Server, Finish::Switch, Finish::Plain, Finish::OpenRack, Finish::Rack};

constexpr double homeMargin = 0.03;
constexpr double groundReach = 60.0; // metres around the site that may come into view
constexpr double nearestSeen = 0.15;
constexpr double overRacks = 20.0; // metres from which racks hardly hide names on the floor

void paintSky(vtkRenderer& renderer, const Palette& palette)
{
    const auto part = [](std::uint8_t channel) { return channel / 255.0; };
    renderer.SetBackground(part(palette.sky.red), part(palette.sky.green), part(palette.sky.blue));
    renderer.SetBackground2(
        part(palette.skyHigh.red), part(palette.skyHigh.green), part(palette.skyHigh.blue));
    renderer.GradientBackgroundOn();
}

} // namespace

struct Scene::Parts
{
    vtkNew<vtkRenderer> renderer;
    vtkNew<BoxProp> ground;
    vtkNew<BoxProp> shadows;
    vtkNew<BoxProp> structure;
    vtkNew<BoxProp> trayFills;
    vtkNew<BoxProp> strands;
    std::array<vtkNew<BoxProp>, rackFinishes.size()> racks; // by what their pixels cost
    vtkNew<BoxProp> left;
    vtkNew<BoxProp> ghosts;
    vtkNew<BoxProp> hovered;
    vtkNew<BoxProp> selected;
    RackField field;
    Snapshot shown;
    Box bounds;
    Box content;
    Theme theme = Theme::Light;
    Highlight highlight;
    CablingPicture cabling;

    [[nodiscard]] const Palette& palette() const { return paletteOf(theme); }

    void drawBuilding();
    void drawRacks();
    void drawRackBoxes();
    void drawCabling();
    void drawHighlight();
};

void Scene::Parts::drawBuilding()
{
    ground->setShapes(groundShapes(shown, palette()));
    structure->setShapes(structureShapes(shown, palette()));
}

void Scene::Parts::drawRackBoxes()
{
    std::array<std::vector<Shape>, rackFinishes.size()> shapes;
    for (const Shape& shape : field.solids(palette())) {
        const auto* const finish = std::ranges::find(rackFinishes, shape.finish);
        assert(finish != rackFinishes.end());
        shapes[static_cast<std::size_t>(finish - rackFinishes.begin())].push_back(shape);
    }
    for (std::size_t finish = 0; finish < racks.size(); ++finish) {
        racks[finish]->setShapes(std::move(shapes[finish]));
    }
}

void Scene::Parts::drawRacks()
{
    drawRackBoxes();
    shadows->setShapes(field.shadows(palette()));
    ghosts->setShapes(field.ghosts(palette()));
    left->setShapes(field.outlines(palette()));
}

void Scene::Parts::drawCabling()
{
    const bool isOfThisPlan = cabling.fills.size() == shown.trays.size();
    trayFills->setShapes(isOfThisPlan ? fillShapes(shown, cabling) : std::vector<Shape>{});
    strands->setShapes(strandShapes(shown, cabling, palette()));
}

void Scene::Parts::drawHighlight()
{
    const Rgba bright = palette().accent;
    std::vector<Shape> outlines;
    const auto outline = [&](const std::optional<Box>& box) {
        if (box) {
            outlines.push_back(shapeOf(inflated(*box, 0.04), bright.withAlpha(70), bright));
        }
    };
    for (const RackId rack : highlight.selectedRacks) {
        outline(field.boxOf(rack));
    }
    for (const DeviceId device : highlight.selectedDevices) {
        outline(field.boxOf(device));
    }
    selected->setShapes(std::move(outlines));

    const std::optional<Box> under = highlight.hoveredDevice.isNone()
                                         ? field.boxOf(highlight.hoveredRack)
                                         : field.boxOf(highlight.hoveredDevice);
    std::vector<Shape> light;
    if (under) {
        light.push_back(shapeOf(
            inflated(*under, 0.02), Rgba::hex(0xFFFFFF).withAlpha(90), bright.withAlpha(160)));
    }
    hovered->setShapes(std::move(light));
}

Scene::Scene()
    : parts_(std::make_unique<Parts>())
{
    Parts& parts = *parts_;
    parts.ground->setLayer(Layer::Ground);
    parts.shadows->setLayer(Layer::Ground);
    parts.left->setLayer(Layer::Glass);
    parts.ghosts->setLayer(Layer::Glass);
    parts.hovered->setLayer(Layer::Glass);
    parts.strands->setLayer(Layer::Outline);
    parts.selected->setLayer(Layer::Outline);
    // What hides most first: pixels that are hidden are not worked out.
    for (const auto& racks : parts.racks) {
        parts.renderer->AddViewProp(racks);
    }
    for (vtkProp* prop : {parts.structure.Get(),
                          parts.trayFills.Get(),
                          parts.ground.Get(),
                          parts.shadows.Get(),
                          parts.left.Get(),
                          parts.ghosts.Get(),
                          parts.hovered.Get(),
                          parts.strands.Get(),
                          parts.selected.Get()}) {
        parts.renderer->AddViewProp(prop);
    }
    // VTK's culling and light following cost more than they save here.
    parts.renderer->GetCullers()->RemoveAllItems();
    parts.renderer->AutomaticLightCreationOff();
    parts.renderer->GetActiveCamera()->SetViewAngle(viewAngleDegrees);
    paintSky(*parts.renderer, parts.palette());
}

Scene::~Scene() = default;

vtkRenderer& Scene::renderer()
{
    return *parts_->renderer;
}

void Scene::show(const Snapshot& shown, const Snapshot& plan)
{
    Parts& parts = *parts_;
    const bool sameBuilding = shown.halls.sharesRowsWith(parts.shown.halls) &&
                              shown.rows.sharesRowsWith(parts.shown.rows) &&
                              shown.fixtures.sharesRowsWith(parts.shown.fixtures) &&
                              shown.trays.sharesRowsWith(parts.shown.trays) &&
                              shown.sites.sharesRowsWith(parts.shown.sites);
    parts.shown = shown;
    parts.field.show(shown, plan);
    parts.bounds = siteBounds(shown);
    parts.content = contentBounds(shown);
    if (!sameBuilding) {
        parts.drawBuilding();
    }
    parts.drawRacks();
    parts.drawCabling();
    parts.drawHighlight();
}

void Scene::setCabling(CablingPicture picture)
{
    parts_->cabling = std::move(picture);
    parts_->drawCabling();
}

void Scene::setOverlay(Overlay overlay)
{
    parts_->field.setOverlay(overlay);
    parts_->drawRackBoxes();
}

void Scene::setTheme(Theme theme)
{
    parts_->theme = theme;
    paintSky(*parts_->renderer, palette());
    parts_->drawBuilding();
    parts_->drawRacks();
    parts_->drawCabling();
    parts_->drawHighlight();
}

void Scene::setHighlight(const Highlight& highlight)
{
    if (highlight != parts_->highlight) {
        parts_->highlight = highlight;
        parts_->drawHighlight();
    }
}

void Scene::lookFrom(const View& view)
{
    vtkCamera& camera = *parts_->renderer->GetActiveCamera();
    const Camera& from = view.camera();
    camera.SetPosition(from.position.x, from.position.y, from.position.z);
    camera.SetFocalPoint(from.focus.x, from.focus.y, from.focus.z);
    camera.SetViewUp(from.up.x, from.up.y, from.up.z);

    const Box& bounds = parts_->bounds;
    const double radius = 0.5 * length(bounds.size) + groundReach;
    const double depth = view.depthOf(bounds.centre);
    const double farthest = std::max(depth + radius, 10.0);
    // Depth has 24 bits: what is nearer than a tenth of a thousandth of the farthest is not seen.
    camera.SetClippingRange(std::max({depth - radius, farthest * 2e-4, nearestSeen}), farthest);
    if (parts_->field.lookFrom(view)) {
        parts_->drawRackBoxes();
    }
}

const RackField& Scene::racks() const
{
    return parts_->field;
}

const Palette& Scene::palette() const
{
    return parts_->palette();
}

Legend Scene::legend() const
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Scene", text); };
    Legend legend = parts_->field.legend();
    if (!parts_->cabling.fills.empty()) {
        explain(parts_->cabling, palette(), legend);
    }
    if (!parts_->ghosts->shapes().empty()) {
        legend.entries.push_back({palette().accent.withAlpha(150), tr("Added to the plan")});
    }
    if (!parts_->left->shapes().empty()) {
        legend.entries.push_back({palette().removed.withAlpha(150), tr("Moved or removed")});
    }
    return legend;
}

std::vector<Label> Scene::labels(const View& view) const
{
    std::vector<Label> labels = siteLabels(parts_->shown);
    std::erase_if(labels, [&view](const Label& label) { return !mayBeShown(label, view); });
    const Vec3 eye = view.camera().position;
    if (eye.z < overRacks) {
        std::erase_if(labels, [&](const Label& label) {
            const Vec3 place = label.place + Vec3{0.0, 0.0, 0.05}; // just above the floor
            const double distance = length(place - eye);
            const auto hit = parts_->field.pick({eye, normalized(place - eye)});
            return hit && length(hit->place - eye) < distance;
        });
    }
    return labels;
}

Camera Scene::home(QSizeF size) const
{
    return fitted(parts_->content, homeDirection(), size, homeMargin);
}

} // namespace rackwright::ui::scene

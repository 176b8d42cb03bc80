// Shows a VTK renderer in a Qt 6 window. VTK draws into memory, Qt paints the picture like any other: a window that
// held an OpenGL widget would be put together by OpenGL as a whole, which takes llvmpipe 30 ms a frame.
#pragma once

#include <QImage>
#include <QWidget>

#include <memory>

class vtkRenderer;

namespace rackwright::ui {

class VtkWidget : public QWidget
{
    Q_OBJECT

public:
    // Moving is for while things move on a machine without a graphics card: half of the full resolution, or less
    // where frames would come too late.
    enum class Resolution
    {
        Moving,
        Full,
    };

    // False where there is no OpenGL 3.2.
    static bool isPossible();

    // REQUIRES: isPossible().
    explicit VtkWidget(QWidget* parent = nullptr);
    ~VtkWidget() override;

    // REQUIRES: the renderer outlives the widget or removeRenderer() comes first.
    void setRenderer(vtkRenderer& renderer);
    void removeRenderer();

    void setResolution(Resolution resolution);
    [[nodiscard]] Resolution resolution() const;

    // True when the processor draws (llvmpipe). Known once the widget was painted.
    [[nodiscard]] bool drawsInSoftware() const;

    // Has VTK draw again with the next paint. update() alone paints the picture that is there.
    void invalidate();

    // Drawn now, at full resolution.
    [[nodiscard]] QImage drawn();

    // Docks would collapse a widget without one.
    [[nodiscard]] QSize sizeHint() const override { return {800, 600}; }

signals:
    void rendered(double milliseconds);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Window;

    std::unique_ptr<Window> window_;
};

} // namespace rackwright::ui

// Shows a VTK renderer in a Qt 6 window. Debian's VTK brings such a widget for Qt 5 only.
#pragma once

#include <QOpenGLWidget>

#include <memory>

class vtkRenderer;

namespace rackwright::ui {

class VtkWidget : public QOpenGLWidget
{
    Q_OBJECT

public:
    // Half is for while things move on a machine without a graphics card.
    enum class Resolution
    {
        Half,
        Full,
    };

    // The default surface format. Before the QApplication.
    static void prepareApplication();

    // False on platforms where a QOpenGLWidget would crash (offscreen).
    static bool isPossible();

    explicit VtkWidget(QWidget* parent = nullptr);
    ~VtkWidget() override;

    // REQUIRES: the renderer outlives the widget or removeRenderer() comes first.
    void setRenderer(vtkRenderer& renderer);
    void removeRenderer();

    void setResolution(Resolution resolution);
    [[nodiscard]] Resolution resolution() const;

    // True when the processor draws (llvmpipe). Known once the widget was shown.
    [[nodiscard]] bool drawsInSoftware() const;

    // QOpenGLWidget has none, and docks would collapse it.
    [[nodiscard]] QSize sizeHint() const override { return {800, 600}; }

signals:
    void rendered(double milliseconds);

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    struct Window;

    void release();

    std::unique_ptr<Window> window_;
};

} // namespace rackwright::ui

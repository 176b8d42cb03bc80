// How the main window comes back as it was left: its docks, its views and each plan's camera.
#include "ui/document/plan_document.h"
#include "ui/shell/main_window.h"
#include "ui/view3d/view3d.h"

#include <QCloseEvent>
#include <QSettings>
#include <QSplitter>

#include <algorithm>
#include <array>

namespace rackwright::ui {

namespace {

// Each plan is shown again as it was left.
QString cameraKey(const QString& path)
{
    return QStringLiteral("camera/") + QString::fromLatin1(path.toUtf8().toHex());
}

} // namespace

void MainWindow::restoreCamera()
{
    std::array<double, 9> camera{};
    const QVariantList kept = QSettings().value(cameraKey(document_->path())).toList();
    if (static_cast<std::size_t>(kept.size()) != camera.size()) {
        view3d_->fitSite();
        return;
    }
    std::ranges::transform(
        kept, camera.begin(), [](const QVariant& value) { return value.toDouble(); });
    view3d_->setCamera(camera);
}

void MainWindow::restoreLayout()
{
    const QSettings store;
    restoreGeometry(store.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(store.value(QStringLiteral("window/layout")).toByteArray());
    views_->restoreState(store.value(QStringLiteral("window/views")).toByteArray());
}

void MainWindow::saveLayout() const
{
    QSettings store;
    store.setValue(QStringLiteral("window/geometry"), saveGeometry());
    store.setValue(QStringLiteral("window/layout"), saveState());
    store.setValue(QStringLiteral("window/views"), views_->saveState());
    if (document_ != nullptr) {
        QVariantList camera;
        for (const double value : view3d_->camera()) {
            camera << value;
        }
        store.setValue(cameraKey(document_->path()), camera);
    }
}

void MainWindow::resetLayout()
{
    restoreState(firstLayout_);
    showOnly(nullptr);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveLayout();
    QMainWindow::closeEvent(event);
}

} // namespace rackwright::ui

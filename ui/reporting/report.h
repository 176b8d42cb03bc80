// The planning report as a file: PDF for paper, HTML for the screen. Needs a QGuiApplication, no display.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "core/report/document.h"

#include <QDate>
#include <QImage>
#include <QString>

namespace rackwright::ui {

struct Report
{
    report::Document document;
    Snapshot shown; // for the floor plan
    QImage view3d;  // null: the report goes without
    QDate date;
};

QByteArray pdfOf(const Report& report);

// One page that needs nothing beside itself: pictures are in it.
QByteArray htmlOf(const Report& report);

// As PDF or HTML, as the name ends. Fails with Invalid for other endings and as writeWholeFile.
Status writeReport(const Report& report, const QString& path);

} // namespace rackwright::ui

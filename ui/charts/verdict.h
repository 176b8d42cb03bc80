// Whether what the hand is doing is allowed, said beside the cursor.
#pragma once

#include "ui/charts/floor_drawing.h"

#include <QString>

namespace rackwright::ui {

enum class Verdict
{
    Allowed,
    Refused,
};

QColor colourOf(Verdict verdict);

// A sentence beside a point, kept inside `visible`, with a sign that does without colour.
void drawVerdict(QPainter& painter,
                 QPointF point,
                 const QRectF& visible,
                 const QString& text,
                 Verdict verdict,
                 const FloorInk& ink);

} // namespace rackwright::ui

// Whether what the hand is doing is allowed, and why not, said beside the cursor.
#pragma once

#include "core/base/result.h"
#include "ui/charts/floor_drawing.h"

#include <QObject>
#include <QPointF>
#include <QString>
#include <QTimer>

namespace rackwright::ui {

enum class Verdict
{
    Allowed,
    Refused,
};

QColor colourOf(Verdict verdict);

// A sentence beside a point of a view, with a sign that does without colour.
class VerdictNote final : public QObject
{
    Q_OBJECT

public:
    VerdictNote();

    void hold(const QString& text, Verdict verdict, QPointF at); // until it is replaced
    void refuse(const QString& text, QPointF at);                // for some seconds
    void judge(const Status& done, QPointF at);                  // refuses what failed
    void clear();

    [[nodiscard]] const QString& text() const { return text_; } // empty: there is none
    [[nodiscard]] Verdict verdict() const { return verdict_; }

    // Inside `visible`.
    void paint(QPainter& painter, const QRectF& visible, const FloorInk& ink) const;

signals:
    void changed();

private:
    QString text_;
    QPointF at_;
    Verdict verdict_ = Verdict::Allowed;
    QTimer timer_;
};

} // namespace rackwright::ui

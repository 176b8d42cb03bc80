#include "ui/shell/message_bar.h"

#include "ui/look/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace rackwright::ui {

namespace {

constexpr int iconSize = 16;

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , sign_(new QLabel)
    , sentence_(new QLabel)
{
    setObjectName(QStringLiteral("messageBar"));
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    sentence_->setObjectName(QStringLiteral("message"));
    sentence_->setTextFormat(Qt::PlainText); // file names are no markup
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton;
    close->setObjectName(QStringLiteral("closeMessage"));
    close->setAutoRaise(true);
    close->setText(QStringLiteral("✕"));
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, &MessageBar::closed);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 4, 4);
    layout->addWidget(sign_);
    layout->addWidget(sentence_, 1);
    layout->addWidget(close);
    hide();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : sentence_->text();
}

void MessageBar::showProblem(const QString& sentence)
{
    show(Kind::Problem, sentence);
}

void MessageBar::showHint(const QString& sentence)
{
    show(Kind::Hint, sentence);
}

void MessageBar::show(Kind kind, const QString& sentence)
{
    kind_ = kind;
    const QString sign =
        kind == Kind::Problem ? QStringLiteral("triangle-alert") : QStringLiteral("circle-help");
    sign_->setPixmap(icon(sign).pixmap(iconSize));
    sentence_->setText(sentence);
    setAccessibleName(sentence);
    setVisible(true);
}

void MessageBar::closed()
{
    hide();
    if (kind_ == Kind::Hint) {
        emit hintClosed();
    }
}

} // namespace rackwright::ui

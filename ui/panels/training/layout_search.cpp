#include "ui/panels/training/layout_search.h"

#include "ui/panels/training/layout_text.h"
#include "ui/text/error_text.h"
#include "ui/text/figure_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace rackwright::ui {

namespace {

constexpr int lookEvery = 50; // ms
constexpr double same = 5e-4; // of the throughput

training::SearchWatch watchOf(const std::shared_ptr<Progress>& progress)
{
    return [progress](double done) {
        progress->done = done;
        return progress->cancelled ? training::GoOn::No : training::GoOn::Yes;
    };
}

QString gainOf(const scenario::FoundLayout& found)
{
    if (!found.before) {
        return LayoutSearch::tr("the plan's layout cannot work");
    }
    const double gain = found.tokensPerSecond / *found.before - 1.0;
    if (std::abs(gain) < same) {
        return LayoutSearch::tr("as fast as the plan's");
    }
    return gain > 0.0 ? LayoutSearch::tr("%1 faster than the plan's").arg(percentText(gain))
                      : LayoutSearch::tr("%1 slower than the plan's").arg(percentText(-gain));
}

} // namespace

LayoutSearch::LayoutSearch(QWidget* parent)
    : QWidget(parent)
    , find_(new QPushButton(tr("Find the best strategy")))
    , bar_(new QProgressBar)
    , cancel_(new QPushButton(tr("Cancel")))
    , result_(new QLabel)
    , use_(new QPushButton(tr("Use it")))
{
    find_->setObjectName(QStringLiteral("findStrategy"));
    bar_->setObjectName(QStringLiteral("searchProgress"));
    bar_->setAccessibleName(tr("Progress of the search"));
    bar_->setMaximumWidth(160);
    cancel_->setObjectName(QStringLiteral("cancelSearch"));
    result_->setObjectName(QStringLiteral("searchResult"));
    result_->setWordWrap(true);
    use_->setObjectName(QStringLiteral("useStrategy"));
    use_->setToolTip(tr("Write the layout found into the plan; undo takes it back"));
    look_.setInterval(lookEvery);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget* part : {static_cast<QWidget*>(find_),
                          static_cast<QWidget*>(bar_),
                          static_cast<QWidget*>(cancel_)}) {
        layout->addWidget(part);
    }
    layout->addWidget(result_, 1);
    layout->addWidget(use_);

    connect(find_, &QPushButton::clicked, this, &LayoutSearch::start);
    connect(cancel_, &QPushButton::clicked, this, &LayoutSearch::cancel);
    connect(use_, &QPushButton::clicked, this, [this] {
        const Workload wanted = found_->workload; // the plan's change makes us forget it
        emit useRequested(wanted);
    });
    connect(&look_, &QTimer::timeout, this, [this] {
        bar_->setValue(static_cast<int>(std::lround(100.0 * progress_->done)));
    });
    setQuestion(std::nullopt);
}

void LayoutSearch::setQuestion(std::optional<scenario::LayoutQuestion> question, const QString& why)
{
    if (question && question_ && *question == *question_) {
        return;
    }
    cancel();
    question_ = std::move(question);
    found_.reset();
    result_->setText(why);
    showState();
}

void LayoutSearch::start()
{
    found_.reset();
    result_->clear();
    progress_ = std::make_shared<Progress>();
    bar_->setValue(0);
    look_.start();
    showState();
    job_.start([question = *question_,
                progress = progress_] { return scenario::bestLayout(question, watchOf(progress)); },
               [this](const Result<scenario::FoundLayout>& found) { showFound(found); });
}

void LayoutSearch::cancel()
{
    if (progress_ == nullptr) {
        return;
    }
    progress_->cancelled = true;
    progress_.reset();
    job_.cancel();
    look_.stop();
    result_->setText(tr("The search was cancelled."));
    showState();
}

void LayoutSearch::showFound(const Result<scenario::FoundLayout>& found)
{
    look_.stop();
    progress_.reset();
    if (found) {
        found_ = *found;
        result_->setText(tr("%1: %2 (fastest of %3)")
                             .arg(layoutText(found->strategy),
                                  gainOf(*found),
                                  exactText(static_cast<double>(found->strategies), "1")));
    } else {
        result_->setText(sentenceFor(found.error()));
    }
    showState();
}

void LayoutSearch::showState()
{
    const bool searching = progress_ != nullptr;
    const bool better =
        found_ && (!found_->before || found_->tokensPerSecond > (1.0 + same) * *found_->before);
    find_->setVisible(!searching);
    find_->setEnabled(question_.has_value());
    bar_->setVisible(searching);
    cancel_->setVisible(searching);
    use_->setVisible(better);
}

} // namespace rackwright::ui

#include "ui/panels/training/systems_page.h"

#include "ui/panels/training/chart_view.h"
#include "ui/text/figure_text.h"

#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

namespace rackwright::ui {

namespace {

constexpr int lookEvery = 100; // ms

QString nameOf(const scenario::RankedSystem& system)
{
    const QString accelerators = QString::fromStdString(system.accelerators);
    if (system.standing == scenario::Standing::ThisPlan) {
        return SystemsPage::tr("This plan, %1 %2").arg(exactText(system.count, "1"), accelerators);
    }
    return QStringLiteral("%1, %2").arg(QString::fromStdString(system.name), accelerators);
}

} // namespace

SystemsPage::SystemsPage(QWidget* parent)
    : QWidget(parent)
    , heading_(new QLabel)
    , bar_(new QProgressBar)
    , chart_(new ChartView(tr("The systems that the plan compares itself with are ranked here.")))
    , others_(new QLabel)
{
    heading_->setWordWrap(true);
    heading_->setForegroundRole(QPalette::PlaceholderText);
    bar_->setObjectName(QStringLiteral("rankingProgress"));
    bar_->setAccessibleName(tr("Progress of the ranking"));
    bar_->hide();
    chart_->setObjectName(QStringLiteral("rankingChart"));
    chart_->setAccessibleName(tr("Systems by the tokens a day that they train"));
    others_->setObjectName(QStringLiteral("unranked"));
    others_->setWordWrap(true);
    others_->setForegroundRole(QPalette::PlaceholderText);
    look_.setInterval(lookEvery);
    connect(&look_, &QTimer::timeout, this, [this] {
        bar_->setValue(static_cast<int>(std::lround(100.0 * progress_->done)));
    });

    auto* inner = new QWidget;
    auto* list = new QVBoxLayout(inner);
    list->setContentsMargins(8, 4, 8, 4);
    list->setSpacing(4);
    list->addWidget(heading_);
    list->addWidget(bar_);
    list->addWidget(chart_);
    list->addWidget(others_);
    list->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inner);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

void SystemsPage::setQuestion(std::optional<scenario::RankingQuestion> question, const QString& why)
{
    if (question && question_ && *question == *question_) {
        return;
    }
    stop();
    question_ = std::move(question);
    answered_ = false;
    chart_->clear();
    others_->clear();
    heading_->setText(why);
    if (question_ && isVisible()) {
        start();
    }
}

void SystemsPage::start()
{
    heading_->setText(tr("Each system is given the fastest layout that can be found for it …"));
    progress_ = std::make_shared<Progress>();
    bar_->setValue(0);
    bar_->show();
    look_.start();
    job_.start(
        [question = *question_, progress = progress_] {
            return scenario::rankSystems(question, [progress](double done) {
                progress->done = done;
                return progress->cancelled ? training::GoOn::No : training::GoOn::Yes;
            });
        },
        [this](const std::vector<scenario::RankedSystem>& systems) { showSystems(systems); });
}

void SystemsPage::stop()
{
    if (progress_ != nullptr) {
        progress_->cancelled = true;
        progress_.reset();
    }
    job_.cancel();
    look_.stop();
    bar_->hide();
}

void SystemsPage::showSystems(const std::vector<scenario::RankedSystem>& systems)
{
    stop();
    answered_ = true;
    heading_->setText(
        tr("All train %1 with the plan's batch, each with the fastest layout found for "
           "it; failures are not counted. What a system does not publish of its "
           "network is taken from this plan.")
            .arg(QString::fromStdString(question_->layout.workload.name)));
    Bars bars{.title = tr("Tokens a day"), .unit = "tokens/d"};
    QStringList without;
    for (const scenario::RankedSystem& system : systems) {
        if (!system.note.empty()) {
            without << QStringLiteral("%1 (%2)").arg(nameOf(system),
                                                     QString::fromStdString(system.note));
            continue;
        }
        const bool own = system.standing == scenario::Standing::ThisPlan;
        bars.bars.push_back(
            {nameOf(system), system.tokensPerDay, own ? ChartHue::Orange : ChartHue::Blue});
    }
    chart_->show(std::move(bars));
    others_->setText(without.isEmpty()
                         ? QString()
                         : tr("Not ranked: %1.").arg(without.join(QStringLiteral("; "))));
}

void SystemsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (question_ && !answered_ && progress_ == nullptr) {
        start();
    }
}

void SystemsPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    stop(); // to be asked again when it is looked at
}

} // namespace rackwright::ui

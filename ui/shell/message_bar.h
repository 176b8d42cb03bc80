// One line under the tool bar for what went wrong or a hint: beside the work, never a dialog.
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace rackwright::ui {

class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void showProblem(const QString& sentence);

    // A hint stays until closed; hintClosed() says that the user did.
    void showHint(const QString& sentence);

    [[nodiscard]] QString text() const;

signals:
    void hintClosed();

private:
    enum class Kind
    {
        Problem,
        Hint,
    };

    void show(Kind kind, const QString& sentence);
    void closed();

    Kind kind_ = Kind::Hint;
    QLabel* sign_ = nullptr;
    QLabel* sentence_ = nullptr;
};

} // namespace rackwright::ui

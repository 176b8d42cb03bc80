// Qt without a display, for commands that draw.
#pragma once

#include <QGuiApplication>

namespace rackwright::cli {

class OffscreenApplication
{
public:
    OffscreenApplication();

private:
    int argumentCount_ = 1;
    char name_[15] = "rackwright-cli";
    char* arguments_[2] = {name_, nullptr};
    QGuiApplication application_;
};

} // namespace rackwright::cli

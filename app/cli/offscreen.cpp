#include "app/cli/offscreen.h"

namespace rackwright::cli {

namespace {

int& withoutDisplay(int& argumentCount)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return argumentCount;
}

} // namespace

OffscreenApplication::OffscreenApplication()
    : application_(withoutDisplay(argumentCount_), static_cast<char**>(arguments_))
{}

} // namespace rackwright::cli

// Labels of cables to print on sheets of stickers: A4 with 5 x 13 of 38.1 x 21.2 mm, a size that every maker has. Needs
// a QGuiApplication, no display.
#pragma once

#include "core/cabling/pull_list.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace rackwright::ui {

inline constexpr std::size_t labelsOnSheet = 65;

// As PDF, in the order of the labels.
QByteArray labelSheets(const std::vector<cabling::Label>& labels, const QString& title);

} // namespace rackwright::ui

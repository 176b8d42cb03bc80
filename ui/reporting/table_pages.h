// Tables on pages: the header comes again on every page, no row is broken, numbers stand at the right.
#pragma once

#include "core/report/document.h"

namespace rackwright::ui {

class PageFlow;

void drawTable(PageFlow& pages, const report::Table& table);

} // namespace rackwright::ui

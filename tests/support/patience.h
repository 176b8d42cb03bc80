// How long a test waits for what must come. It costs nothing where all is well: a loaded machine may stand
// still for seconds, and only a broken program never answers.
#pragma once

namespace rackwright::test {

constexpr int patience = 60'000; // ms

} // namespace rackwright::test

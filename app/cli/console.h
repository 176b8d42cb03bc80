// What all commands share: exit statuses, messages, opening a plan, tables of text.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <string>
#include <vector>

namespace rackwright::cli {

inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int wrongUsage = 2;

// Says on stderr what went wrong and returns the exit status for it.
int complain(const Error& error);

// The same for what may come from an option's value: one that cannot be used is wrong usage.
int complainOfOption(const Error& error);

// One line on stdout.
void printLine(const std::string& line);

// A plan read from its file, which stays untouched.
Result<Snapshot> readPlan(const std::string& path);

// The plan with the scenario's steps done up to `date` (ISO; empty: all); "baseline" is the plan itself.
Result<Snapshot> readPlan(const std::string& path,
                          const std::string& scenario,
                          const std::string& date = {});

// Folder of the templates that were built or installed with the program.
[[nodiscard]] std::string templateFolder();

// Prints lines whose first cell is a label and whose other cells are right-aligned columns.
using TextRow = std::vector<std::string>;
void printTable(const std::vector<TextRow>& rows);

} // namespace rackwright::cli

// Plan templates: ready-made plan files that a new plan starts as a copy of.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackwright::store {

struct Template
{
    std::string name; // "memphis-2024"
    std::string path;
};

// The templates of a folder, by name. A folder that is not there has none.
[[nodiscard]] std::vector<Template> templatesIn(const std::string& folder);

// Fails with UnknownTemplate; the detail names those there are. Where there are none, with FileNotFound.
[[nodiscard]] Result<Template> findTemplate(const std::string& folder, std::string_view name);

enum class Overwrite
{
    No,
    Yes,
};

// Copies the template to `path`: whole or not at all, an older file stays until the copy is complete.
// Fails with FileExists, FolderMissing, FileNotWritable, FileBusy, DiskFull.
Status createFromTemplate(const Template& source, const std::string& path, Overwrite overwrite);

} // namespace rackwright::store

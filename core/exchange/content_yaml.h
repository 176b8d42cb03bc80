// Reads the content that ships as YAML (catalogue, assumptions, scenarios, sites) as the edits that put it
// into a plan. A file starts with `format: 1` and then holds one of
//   lists of the catalogue: sources, rack_types, accelerators, device_types, cable_types,
//   assumptions, workloads, peers
//   a scenario: slug, name, description, steps (each a date, a title and one edit, "add_hall: {...}")
//   a site: title, description, edits ("- add_hall: {...}")
// Edits are written with the fields that core/edit/edit_text.h names.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

#include <string>
#include <variant>
#include <vector>

namespace rackwright::exchange {

// An edit as text for edit::parseEdit: what it names is looked up in the plan it is done to.
struct WrittenEdit
{
    std::string kind;
    std::string parameters; // a JSON object
};

struct ContentEdit
{
    std::string place; // "memphis-2024.yaml, line 12"
    std::variant<Edit, WrittenEdit> edit;
};

// All of the file is well written, or this fails with FileNotReadable, FileTooNew (a newer format) or
// Invalid; subject is the place and the field, detail what is wrong there.
Result<std::vector<ContentEdit>> readContent(const std::string& path);

// What the edit does to the rows of this plan. Fails as edit::resolve, with the place before the subject.
Result<Change> resolveContent(const Snapshot& snapshot, const ContentEdit& content);

} // namespace rackwright::exchange

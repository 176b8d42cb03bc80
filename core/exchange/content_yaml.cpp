#include "core/exchange/content_yaml.h"

#include "core/edit/edit_text.h"
#include "core/edit/resolve.h"
#include "core/exchange/catalogue_rows.h"
#include "core/exchange/yaml_json.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <utility>

namespace rackwright::exchange {
namespace {

using nlohmann::json;
using Edits = std::vector<ContentEdit>;

constexpr int supportedFormat = 1;

// A file under way: knows how to say where a node stands.
class Content
{
public:
    explicit Content(const std::string& path)
        : name_(std::filesystem::path(path).filename().string())
    {}

    [[nodiscard]] const std::string& name() const { return name_; }

    [[nodiscard]] std::string place(const YAML::Mark& mark) const
    {
        return fmt::format("{}, line {}", name_, mark.line + 1);
    }

    [[nodiscard]] std::string place(const YAML::Node& node) const { return place(node.Mark()); }

    [[nodiscard]] Error wrong(const YAML::Node& node,
                              std::string_view field,
                              std::string detail) const
    {
        return {ErrorCode::Invalid, fmt::format("{}: {}", place(node), field), std::move(detail)};
    }

private:
    std::string name_;
};

// Every field is one of `known`: a misspelt one is found before it is forgotten.
Status checkFields(const Content& content,
                   const YAML::Node& map,
                   const std::vector<std::string_view>& known)
{
    for (const auto& entry : map) {
        const std::string& field = entry.first.Scalar();
        if (field != "format" && std::ranges::find(known, field) == known.end()) {
            return content.wrong(
                entry.first, field, fmt::format("is not one of {}", fmt::join(known, ", ")));
        }
    }
    return Done{};
}

Result<WrittenEdit> readWritten(const Content& content,
                                const YAML::Node& kind,
                                const YAML::Node& parameters)
{
    WrittenEdit written{.kind = kind.Scalar(), .parameters = toJson(parameters).dump()};
    if (const Status well = edit::checkEdit(written.kind, written.parameters); !well) {
        return content.wrong(kind, well.error().subject, well.error().detail);
    }
    return written;
}

Result<Edits> readCatalogue(const Content& content, const YAML::Node& root)
{
    if (Status known = checkFields(content, root, catalogueLists()); !known) {
        return known.error();
    }
    AddCatalogue catalogue;
    for (const auto& list : root) {
        if (list.first.Scalar() == "format") {
            continue;
        }
        for (const YAML::Node& row : list.second) {
            Status added = addRow(catalogue, list.first.Scalar(), toJson(row), content.place(row));
            if (!added) {
                return added.error();
            }
        }
    }
    return Edits{{content.name(), std::move(catalogue)}};
}

Result<std::string> textOf(const Content& content, const YAML::Node& map, const char* field)
{
    const YAML::Node node = map[field];
    if (!node.IsDefined() || !node.IsScalar()) {
        return content.wrong(map, field, "must be given");
    }
    std::string text = node.Scalar();
    text.erase(text.find_last_not_of('\n') + 1); // a folded block ends with a new line
    return text;
}

Result<Step> readStep(const Content& content, const YAML::Node& node)
{
    const Result<std::string> date = textOf(content, node, "date");
    const Result<std::string> title = textOf(content, node, "title");
    for (const Result<std::string>* text : {&date, &title}) {
        if (!*text) {
            return text->error();
        }
    }
    if (node.size() != 3) {
        return content.wrong(node, *title, "a step has a date, a title and one edit");
    }
    Step step;
    step.date = *date;
    step.title = *title;
    for (const auto& entry : node) {
        if (entry.first.Scalar() == "date" || entry.first.Scalar() == "title") {
            continue;
        }
        Result<WrittenEdit> written = readWritten(content, entry.first, entry.second);
        if (!written) {
            return written.error();
        }
        step.kind = written->kind;
        step.parameters = written->parameters;
    }
    return step;
}

Result<Edits> readScenario(const Content& content, const YAML::Node& root)
{
    if (Status known = checkFields(content, root, {"slug", "name", "description", "steps"});
        !known) {
        return known.error();
    }
    const Result<std::string> slug = textOf(content, root, "slug");
    const Result<std::string> name = textOf(content, root, "name");
    const Result<std::string> description = textOf(content, root, "description");
    for (const Result<std::string>* text : {&slug, &name, &description}) {
        if (!*text) {
            return text->error();
        }
    }
    AddScenario add{
        .scenario = {.id = {}, .slug = *slug, .name = *name, .description = *description},
        .steps = {}};
    for (const YAML::Node& node : root["steps"]) {
        Result<Step> step = readStep(content, node);
        if (!step) {
            return step.error();
        }
        add.steps.push_back(*std::move(step));
    }
    return Edits{{content.name(), std::move(add)}};
}

Result<Edits> readSite(const Content& content, const YAML::Node& root)
{
    if (Status known = checkFields(content, root, {"title", "description", "edits"}); !known) {
        return known.error();
    }
    Edits edits;
    for (const YAML::Node& node : root["edits"]) {
        if (!node.IsMap() || node.size() != 1) {
            return content.wrong(node, "edits", "each is one edit, such as \"- add_hall: {...}\"");
        }
        const auto& entry = *node.begin();
        Result<WrittenEdit> written = readWritten(content, entry.first, entry.second);
        if (!written) {
            return written.error();
        }
        edits.push_back({content.place(entry.first), *std::move(written)});
    }
    return edits;
}

Status checkFormat(const Content& content, const YAML::Node& root)
{
    int format = 0;
    if (!root.IsMap() || !root["format"].IsDefined() ||
        !YAML::convert<int>::decode(root["format"], format)) {
        return content.wrong(root, "format", "the first line must be \"format: 1\"");
    }
    if (format > supportedFormat) {
        return Error{ErrorCode::FileTooNew,
                     content.name(),
                     fmt::format("has format {}, this program reads {}", format, supportedFormat)};
    }
    return Done{};
}

Result<Edits> readRoot(const Content& content, const YAML::Node& root)
{
    if (Status format = checkFormat(content, root); !format) {
        return format.error();
    }
    if (root["edits"].IsDefined()) {
        return readSite(content, root);
    }
    return root["steps"].IsDefined() ? readScenario(content, root) : readCatalogue(content, root);
}

} // namespace

Result<std::vector<ContentEdit>> readContent(const std::string& path)
{
    std::ifstream file(path);
    if (!file) {
        return Error{ErrorCode::FileNotReadable, path, "cannot be opened"};
    }
    const Content content(path);
    try {
        return readRoot(content, YAML::Load(file));
    } catch (const YAML::Exception& exception) {
        return Error{ErrorCode::Invalid, content.place(exception.mark), exception.msg};
    }
}

Result<Change> resolveContent(const Snapshot& snapshot, const ContentEdit& content)
{
    const auto placed = [&content](const Error& error) {
        return Error{error.code, content.place + ": " + error.subject, error.detail};
    };
    Result<Edit> edit = Edit{};
    if (const auto* written = std::get_if<WrittenEdit>(&content.edit)) {
        edit = edit::parseEdit(snapshot, written->kind, written->parameters);
    } else {
        edit = std::get<Edit>(content.edit);
    }
    if (!edit) {
        return placed(edit.error());
    }
    Result<Change> change = edit::resolve(snapshot, *edit);
    return change ? change : placed(change.error());
}

} // namespace rackwright::exchange

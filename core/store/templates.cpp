#include "core/store/templates.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace rackwright::store {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view planExtension = ".rackwright";

Error writeError(const std::error_code& reason, const std::string& path)
{
    const bool full = reason == std::errc::no_space_on_device ||
                      reason == std::errc::file_too_large || reason.value() == EDQUOT;
    return Error{full ? ErrorCode::DiskFull : ErrorCode::FileNotWritable, path, reason.message()};
}

// Full: copy_file() says no more than "Input/output error".
Error copyError(const std::error_code& reason, const std::string& source, const std::string& path)
{
    std::error_code unused;
    const auto place = fs::absolute(path, unused).parent_path();
    const bool isFull = reason == std::errc::io_error &&
                        fs::space(place, unused).available < fs::file_size(source, unused);
    return writeError(isFull ? std::make_error_code(std::errc::no_space_on_device) : reason, path);
}

Status checkTarget(const fs::path& target, Overwrite overwrite)
{
    std::error_code unused;
    if (!target.parent_path().empty() && !fs::is_directory(target.parent_path(), unused)) {
        return Error{ErrorCode::FolderMissing, target.parent_path().string(), {}};
    }
    const fs::file_status present = fs::status(target, unused);
    if (fs::is_directory(present)) {
        return Error{ErrorCode::FileNotWritable, target.string(), "it is a folder"};
    }
    if (overwrite == Overwrite::No && fs::exists(fs::symlink_status(target, unused))) {
        return Error{ErrorCode::FileExists, target.string(), {}};
    }
    if (fs::exists(present) && !fs::is_regular_file(present)) {
        return Error{ErrorCode::FileNotWritable, target.string(), "it is not an ordinary file"};
    }
    if (fs::path journal = target; fs::exists(journal += "-journal", unused)) {
        return Error{ErrorCode::FileBusy, target.string(), "a change to it is not complete"};
    }
    return Done{};
}

} // namespace

std::vector<Template> templatesIn(const std::string& folder)
{
    std::vector<Template> found;
    std::error_code missing;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, missing)) {
        if (entry.path().extension() == planExtension) {
            found.push_back({entry.path().stem().string(), entry.path().string()});
        }
    }
    std::ranges::sort(found, {}, &Template::name);
    return found;
}

Result<Template> findTemplate(const std::string& folder, std::string_view name)
{
    const std::vector<Template> known = templatesIn(folder);
    const auto found = std::ranges::find(known, name, &Template::name);
    if (found != known.end()) {
        return *found;
    }
    if (known.empty()) {
        return Error{ErrorCode::FileNotFound,
                     (fs::path{folder} / name).string() + std::string{planExtension},
                     "templates are installed with the program"};
    }
    std::string names;
    for (const Template& each : known) {
        names += (names.empty() ? "" : ", ") + each.name;
    }
    return Error{ErrorCode::UnknownTemplate, std::string{name}, names};
}

Status createFromTemplate(const Template& source, const std::string& path, Overwrite overwrite)
{
    const fs::path target{path};
    if (Status allowed = checkTarget(target, overwrite); !allowed) {
        return allowed;
    }
    fs::path partial = target;
    partial += ".new-" + std::to_string(getpid());
    std::error_code reason;
    std::error_code unused;
    if (!fs::copy_file(source.path, partial, fs::copy_options::overwrite_existing, reason)) {
        const Error error = copyError(reason, source.path, path);
        fs::remove(partial, unused);
        return error;
    }
    fs::permissions(partial, fs::perms::owner_write, fs::perm_options::add, reason);
    if (!reason) {
        fs::rename(partial, target, reason);
    }
    if (reason) {
        fs::remove(partial, unused);
        return writeError(reason, path);
    }
    return Done{};
}

} // namespace rackwright::store

// The plan that a benchmark is given on its command line.
#pragma once

#include "core/store/plan_file.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <utility>

namespace rackwright::bench {

// Ends the program with the reason: the time of something that failed would be a lie.
template <typename T>
T need(Result<T> result)
{
    if (!result) {
        std::fprintf(
            stderr, "%s: %s\n", result.error().subject.c_str(), result.error().detail.c_str());
        std::exit(1);
    }
    return *std::move(result);
}

inline std::string planArgument(int count, char** arguments)
{
    if (count < 2) {
        std::fprintf(stderr, "usage: %s PLAN\n", arguments[0]);
        std::exit(2);
    }
    return arguments[1];
}

inline Snapshot planNamed(const std::string& path)
{
    return need(need(store::PlanFile::open(path, store::PlanFile::Access::ReadOnly)).load());
}

// A folder for files to write, gone afterwards.
class ScratchFolder
{
public:
    ScratchFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("rackwright-bench-" + std::to_string(getpid())))
    {
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() { std::filesystem::remove_all(path_); }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] std::string path(const std::string& name) const
    {
        return (path_ / name).string();
    }

    [[nodiscard]] std::string copyOf(const std::string& plan) const
    {
        const std::string copy = path("plan.rackwright");
        std::filesystem::copy_file(plan, copy, std::filesystem::copy_options::overwrite_existing);
        std::filesystem::permissions(
            copy, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
        return copy;
    }

private:
    std::filesystem::path path_;
};

} // namespace rackwright::bench

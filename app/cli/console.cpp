#include "app/cli/console.h"

#include "core/scenario/apply.h"
#include "core/store/plan_file.h"
#include "ui/text/error_text.h"

#include <QString>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <system_error>

namespace rackwright::cli {

namespace {

// Characters, not bytes: the labels hold such as "–" and "×".
std::size_t widthOf(const std::string& text)
{
    return static_cast<std::size_t>(QString::fromStdString(text).size());
}

std::string padding(const std::string& text, std::size_t width)
{
    return std::string(width - std::min(width, widthOf(text)), ' ');
}

} // namespace

int complain(const Error& error)
{
    std::cerr << "rackwright-cli: " << ui::sentenceFor(error).toStdString() << '\n';
    return failed;
}

int complainOfOption(const Error& error)
{
    const int status = complain(error);
    return error.code == ErrorCode::Invalid ? wrongUsage : status;
}

void printLine(const std::string& line)
{
    std::cout << line << '\n';
}

Result<Snapshot> readPlan(const std::string& path)
{
    const auto file = store::PlanFile::open(path, store::PlanFile::Access::ReadOnly);
    if (!file) {
        return file.error();
    }
    return file->load();
}

Result<Snapshot> readPlan(const std::string& path,
                          const std::string& scenario,
                          const std::string& date)
{
    const Result<Snapshot> plan = readPlan(path);
    if (!plan) {
        return plan.error();
    }
    return scenario::apply(*plan, scenario, date);
}

std::string templateFolder()
{
    std::error_code unknown;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    return (program.parent_path().parent_path() / "share" / "rackwright" / "templates").string();
}

void printTable(const std::vector<TextRow>& rows)
{
    std::vector<std::size_t> widths;
    for (const TextRow& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t column = 0; column < row.size(); ++column) {
            widths[column] = std::max(widths[column], widthOf(row[column]));
        }
    }
    for (const TextRow& row : rows) {
        std::string line = row.front() + padding(row.front(), row.size() > 1 ? widths.front() : 0);
        for (std::size_t column = 1; column < row.size(); ++column) {
            line += "  " + padding(row[column], widths[column]) + row[column];
        }
        printLine(line);
    }
}

} // namespace rackwright::cli

#include "app/cli/option_values.h"

#include "core/edit/dates.h"

#include <QString>

#include <algorithm>
#include <sstream>

namespace rackwright::cli {

CLI::Validator numberWithin(double low, double high)
{
    std::ostringstream range;
    range << low << " to " << high;
    const auto problem = [low, high, range = range.str()](const std::string& text) {
        double value = 0.0;
        const bool fine = CLI::detail::lexical_cast(text, value) && low <= value &&
                          value <= high; // not so for nan
        return fine ? std::string{} : "'" + text + "' is not a number from " + range;
    };
    return CLI::Validator{problem, "from " + range.str()};
}

CLI::Validator fileEndingIn(const std::vector<std::string>& endings)
{
    const std::string list = CLI::detail::join(endings, " or ");
    const auto problem = [endings, list](const std::string& text) -> std::string {
        const QString name = QString::fromStdString(text);
        if (name.toStdString() != text) { // Qt would write to another name
            return "the name is not UTF-8 text";
        }
        const auto ends = [&](const std::string& ending) {
            return name.endsWith(QString::fromStdString(ending), Qt::CaseInsensitive);
        };
        return std::ranges::any_of(endings, ends) ? "" : "'" + text + "' does not end in " + list;
    };
    return CLI::Validator{problem, ""};
}

CLI::Validator isoDate()
{
    return {[](const std::string& date) {
                return edit::isDay(date) ? std::string{}
                                         : "'" + date + "' " + std::string{edit::dayForm};
            },
            ""};
}

} // namespace rackwright::cli

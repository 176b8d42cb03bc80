// The tables of scenarios, bookmarks and waivers.
#pragma once

#include "core/model/scenario.h"
#include "core/store/columns.h"

namespace rackwright::store {

template <>
struct Described<Scenario>
{
    static constexpr std::string_view table = "scenario";
    static constexpr auto columns = std::tuple{
        column("id", &Scenario::id),
        column("slug", &Scenario::slug),
        column("name", &Scenario::name),
        column("description", &Scenario::description),
    };
};

template <>
struct Described<Step>
{
    static constexpr std::string_view table = "step";
    static constexpr auto columns = std::tuple{
        column("id", &Step::id),
        column("scenario_id", &Step::scenario, MustExist{}),
        column("ordinal", &Step::ordinal, AtLeast{0}),
        column("date", &Step::date),
        column("title", &Step::title),
        column("kind", &Step::kind),
        column("parameters", &Step::parameters),
        column("enabled", &Step::enabled),
    };
};

template <>
struct Described<Bookmark>
{
    static constexpr std::string_view table = "bookmark";
    static constexpr auto columns = std::tuple{
        column("id", &Bookmark::id),
        column("name", &Bookmark::name),
        column("position_x_m", element(&Bookmark::camera, 0)),
        column("position_y_m", element(&Bookmark::camera, 1)),
        column("position_z_m", element(&Bookmark::camera, 2)),
        column("focus_x_m", element(&Bookmark::camera, 3)),
        column("focus_y_m", element(&Bookmark::camera, 4)),
        column("focus_z_m", element(&Bookmark::camera, 5)),
        column("up_x", element(&Bookmark::camera, 6)),
        column("up_y", element(&Bookmark::camera, 7)),
        column("up_z", element(&Bookmark::camera, 8)),
    };
};

template <>
struct Described<Waiver>
{
    static constexpr std::string_view table = "waiver";
    static constexpr auto columns = std::tuple{
        column("id", &Waiver::id),
        column("rule", &Waiver::rule),
        column("subject", &Waiver::subject),
        column("reason", &Waiver::reason),
    };
};

} // namespace rackwright::store

// Checks of option values: those that CLI11's own let through (nan) or explain in a programmer's words.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace rackwright::cli {

// A number from `low` to `high`; "nan" is none.
CLI::Validator numberWithin(double low, double high);

// A file name with one of these endings, such as ".png".
CLI::Validator fileEndingIn(const std::vector<std::string>& endings);

// A day such as 2024-09-02.
CLI::Validator isoDate();

// A choice of named values: replaces the name by its value.
template <typename Map>
void addChoice(CLI::Option& option, const Map& choices)
{
    option.transform(CLI::Transformer(choices).description(""))
        ->transform(CLI::IsMember(choices)); // the transform added last runs first
}

} // namespace rackwright::cli

#include "core/edit/dates.h"

#include <algorithm>
#include <array>

namespace rackwright::edit {

namespace {

bool isNumber(std::string_view digits)
{
    return std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits)
{
    int value = 0;
    for (const char digit : digits) {
        value = 10 * value + (digit - '0');
    }
    return value;
}

int daysIn(int year, int month)
{
    constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month) - 1];
}

} // namespace

bool isDate(std::string_view text)
{
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) {
        return false;
    }
    if (!isNumber(text.substr(0, 4))) {
        return false;
    }
    if (text.size() == 4) {
        return true;
    }
    const int month = isNumber(text.substr(5, 2)) ? number(text.substr(5, 2)) : 0;
    if (text[4] != '-' || month < 1 || month > 12) {
        return false;
    }
    if (text.size() == 7) {
        return true;
    }
    const int day = isNumber(text.substr(8, 2)) ? number(text.substr(8, 2)) : 0;
    return text[7] == '-' && day >= 1 && day <= daysIn(number(text.substr(0, 4)), month);
}

bool isDay(std::string_view text)
{
    return text.size() == 10 && isDate(text);
}

} // namespace rackwright::edit

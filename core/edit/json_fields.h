// Reads the fields of one JSON object strictly: what is missing, of the wrong type or unknown is an error that
// names the field. Included by .cpp files only, for nlohmann-json's weight.
#pragma once

#include "core/base/result.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rackwright::edit {

template <typename Value>
struct Spelling
{
    std::string_view text;
    Value value;
};

// Readers return a value in any case; the first error is kept for finish().
class JsonFields
{
public:
    // `subject` stands before the names of fields: "add_hall". The object must outlive the reader: a copy of
    // what strangers nested a million deep would overflow the stack.
    JsonFields(const nlohmann::json& object, std::string subject);

    std::string text(const char* key); // needed
    std::string textOr(const char* key, std::string otherwise);
    double number(const char* key); // needed
    std::optional<double> numberIfAny(const char* key);
    double numberOr(const char* key, double otherwise);
    int integer(const char* key); // needed
    std::optional<int> integerIfAny(const char* key);
    int integerOr(const char* key, int otherwise);
    bool flagOr(const char* key, bool otherwise);
    std::vector<std::string> texts(const char* key); // needed
    std::vector<std::string> textsOrNone(const char* key);
    std::vector<double> numbers(const char* key, std::size_t count); // needed
    std::vector<double> numbers(const char* key);                    // needed, as many as there are
    std::vector<JsonFields> objects(const char* key);                // none when left out

    template <typename Value>
    Value choice(const char* key, std::span<const Spelling<Value>> spellings) // needed
    {
        return chosen(text(key), key, spellings);
    }

    template <typename Value>
    Value choiceOr(const char* key, std::span<const Spelling<Value>> spellings, Value otherwise)
    {
        return isGiven(key) ? choice(key, spellings) : otherwise;
    }

    void fail(std::string_view key, std::string_view allowed);
    void takeErrorOf(const JsonFields& part);

    // The first error; when there is none, whether every field was asked for.
    [[nodiscard]] Status finish() const;

private:
    const nlohmann::json* find(const char* key);
    const nlohmann::json* need(const char* key);
    bool isGiven(const char* key) const;
    double toNumber(const nlohmann::json& value, const char* key);
    int toInteger(const nlohmann::json& value, const char* key);
    std::string toText(const nlohmann::json& value, const char* key);

    template <typename Value>
    Value chosen(const std::string& given,
                 const char* key,
                 std::span<const Spelling<Value>> spellings)
    {
        std::string allowed = "must be one of";
        for (const Spelling<Value>& spelling : spellings) {
            if (spelling.text == given) {
                return spelling.value;
            }
            allowed += ' ' + std::string{spelling.text};
        }
        fail(key, allowed);
        return Value{};
    }

    const nlohmann::json* object_;
    std::string subject_;
    std::set<std::string, std::less<>> asked_;
    std::optional<Error> error_;
};

} // namespace rackwright::edit

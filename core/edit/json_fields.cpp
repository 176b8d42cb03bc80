#include "core/edit/json_fields.h"

#include <cmath>

namespace rackwright::edit {

using nlohmann::json;

JsonFields::JsonFields(const json& object, std::string subject)
    : object_(&object)
    , subject_(std::move(subject))
{
    if (!object.is_object()) {
        static const json empty = json::object();
        object_ = &empty;
        error_ = Error{ErrorCode::Invalid, subject_, "must be a JSON object"};
    }
}

std::string JsonFields::text(const char* key)
{
    const json* value = need(key);
    return value == nullptr ? std::string{} : toText(*value, key);
}

std::string JsonFields::textOr(const char* key, std::string otherwise)
{
    const json* value = find(key);
    return value == nullptr ? std::move(otherwise) : toText(*value, key);
}

double JsonFields::number(const char* key)
{
    const json* value = need(key);
    return value == nullptr ? 0.0 : toNumber(*value, key);
}

std::optional<double> JsonFields::numberIfAny(const char* key)
{
    const json* value = find(key);
    return value == nullptr ? std::nullopt : std::optional{toNumber(*value, key)};
}

double JsonFields::numberOr(const char* key, double otherwise)
{
    return numberIfAny(key).value_or(otherwise);
}

int JsonFields::integer(const char* key)
{
    const json* value = need(key);
    return value == nullptr ? 0 : toInteger(*value, key);
}

std::optional<int> JsonFields::integerIfAny(const char* key)
{
    const json* value = find(key);
    return value == nullptr ? std::nullopt : std::optional{toInteger(*value, key)};
}

int JsonFields::integerOr(const char* key, int otherwise)
{
    return integerIfAny(key).value_or(otherwise);
}

bool JsonFields::flagOr(const char* key, bool otherwise)
{
    const json* value = find(key);
    if (value == nullptr) {
        return otherwise;
    }
    if (!value->is_boolean()) {
        fail(key, "must be true or false");
        return otherwise;
    }
    return value->get<bool>();
}

std::vector<std::string> JsonFields::texts(const char* key)
{
    return need(key) == nullptr ? std::vector<std::string>{} : textsOrNone(key);
}

std::vector<std::string> JsonFields::textsOrNone(const char* key)
{
    std::vector<std::string> all;
    const json* value = find(key);
    if (value == nullptr) {
        return all;
    }
    if (!value->is_array()) {
        fail(key, "must be a list of texts");
        return all;
    }
    for (const json& element : *value) {
        all.push_back(toText(element, key));
    }
    return all;
}

std::vector<double> JsonFields::numbers(const char* key, std::size_t count)
{
    std::vector<double> all;
    const json* value = need(key);
    if (value != nullptr && value->is_array() && value->size() == count) {
        for (const json& element : *value) {
            all.push_back(toNumber(element, key));
        }
    } else if (value != nullptr) {
        fail(key, "must be a list of " + std::to_string(count) + " numbers");
    }
    all.resize(count);
    return all;
}

std::vector<double> JsonFields::numbers(const char* key)
{
    std::vector<double> all;
    const json* value = need(key);
    if (value != nullptr && value->is_array()) {
        for (const json& element : *value) {
            all.push_back(toNumber(element, key));
        }
    } else if (value != nullptr) {
        fail(key, "must be a list of numbers");
    }
    return all;
}

std::vector<JsonFields> JsonFields::objects(const char* key)
{
    std::vector<JsonFields> all;
    const json* value = find(key);
    if (value == nullptr) {
        return all;
    }
    if (!value->is_array()) {
        fail(key, "must be a list of objects");
        return all;
    }
    for (const json& element : *value) {
        all.emplace_back(element, subject_ + '.' + key);
    }
    return all;
}

void JsonFields::fail(std::string_view key, std::string_view allowed)
{
    if (!error_) {
        error_ = Error{ErrorCode::Invalid, subject_ + '.' + std::string{key}, std::string{allowed}};
    }
}

void JsonFields::takeErrorOf(const JsonFields& part)
{
    const Status status = part.finish();
    if (!status && !error_) {
        error_ = status.error();
    }
}

Status JsonFields::finish() const
{
    if (error_) {
        return *error_;
    }
    for (const auto& item : object_->items()) {
        if (!asked_.contains(item.key())) {
            std::string known;
            for (const std::string& key : asked_) {
                known += (known.empty() ? "" : ", ") + key;
            }
            return Error{ErrorCode::Invalid,
                         subject_ + '.' + item.key(),
                         "is not a field of it; it has " + known};
        }
    }
    return Done{};
}

const json* JsonFields::find(const char* key)
{
    asked_.insert(key);
    const auto found = object_->find(key);
    return found == object_->end() ? nullptr : &*found;
}

const json* JsonFields::need(const char* key)
{
    const json* value = find(key);
    if (value == nullptr) {
        fail(key, "must be given");
    }
    return value;
}

bool JsonFields::isGiven(const char* key) const
{
    return object_->contains(key);
}

double JsonFields::toNumber(const json& value, const char* key)
{
    if (!value.is_number()) {
        fail(key, "must be a number");
        return 0.0;
    }
    return value.get<double>();
}

int JsonFields::toInteger(const json& value, const char* key)
{
    constexpr double most = std::numeric_limits<int>::max();
    const double number = value.is_number() ? value.get<double>() : 0.5;
    if (std::trunc(number) != number || std::abs(number) > most) {
        fail(key, "must be a whole number");
        return 0;
    }
    return static_cast<int>(number);
}

std::string JsonFields::toText(const json& value, const char* key)
{
    if (!value.is_string()) {
        fail(key, "must be a text");
        return {};
    }
    return value.get<std::string>();
}

} // namespace rackwright::edit

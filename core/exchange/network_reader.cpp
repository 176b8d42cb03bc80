#include "core/exchange/network_file.h"
#include "core/exchange/network_text.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

namespace rackwright::exchange {

namespace {

// A million GPUs with three million cables take some 500 MB of GraphML.
constexpr std::uintmax_t mostBytes = std::uintmax_t{600} << 20;

std::size_t lengthOfCharacter(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return 3;
    }
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

// Line of the first byte that is no text; 0: all of it is.
int lineOfNonText(const std::string& bytes)
{
    int line = 1;
    for (std::size_t i = 0; i < bytes.size();) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const std::size_t length = lengthOfCharacter(first);
        if (first == 0 || length == 0 || i + length > bytes.size()) {
            return line;
        }
        for (std::size_t j = 1; j < length; ++j) {
            if ((static_cast<unsigned char>(bytes[i + j]) & 0xC0U) != 0x80U) {
                return line;
            }
        }
        line += first == '\n' ? 1 : 0;
        i += length;
    }
    return 0;
}

} // namespace

Result<std::string> textOfFile(const std::string& path)
{
    namespace fs = std::filesystem;
    std::error_code problem;
    const fs::file_status status = fs::status(path, problem);
    if (!fs::exists(status)) {
        return Error{ErrorCode::FileNotFound, path, "no such file"};
    }
    if (!fs::is_regular_file(status)) {
        return Error{ErrorCode::FileNotReadable, path, "not a file"};
    }
    const std::uintmax_t size = fs::file_size(path, problem);
    if (problem || size > mostBytes) {
        return Error{ErrorCode::Invalid,
                     path,
                     problem ? problem.message() : "networks of up to 600 MB are read"};
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::fopen(path.c_str(), "rb"),
                                                               &std::fclose};
    if (!file) {
        return Error{ErrorCode::FileNotReadable, path, std::generic_category().message(errno)};
    }
    std::string bytes(size, '\0');
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
    if (std::ferror(file.get()) != 0) {
        return Error{ErrorCode::FileNotReadable, path, std::generic_category().message(errno)};
    }
    if (const int line = lineOfNonText(bytes); line > 0) {
        return wrongAt(fs::path{path}.filename().string(), line, "text", "it is not UTF-8 text");
    }
    return bytes;
}

Result<ImportNetwork> readNetwork(const std::string& path, const std::string& network)
{
    Result<std::string> bytes = textOfFile(path);
    if (!bytes) {
        return bytes.error();
    }
    const std::string file = std::filesystem::path{path}.filename().string();
    const std::optional<NetworkFormat> format = networkFormatOf(path);
    if (format != NetworkFormat::GraphMl && format != NetworkFormat::Csv &&
        format != NetworkFormat::NetBoxCsv) {
        return Error{ErrorCode::Invalid, file, "its name must end in .graphml or .csv"};
    }
    const Result<NetworkText> text = format == NetworkFormat::GraphMl
                                         ? readGraphMl(*std::move(bytes), file)
                                         : readCableCsv(*bytes, file);
    return text ? meaningOf(*text, network) : Result<ImportNetwork>{text.error()};
}

} // namespace rackwright::exchange

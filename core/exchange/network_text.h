// A network as other programs write it: devices and cables by name, every field still text.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackwright::exchange {

struct DeviceText
{
    std::string name;
    std::string type; // slug of a device type
    std::string tier; // a number, or a word such as "leaf"
    std::string rail;
    std::string rack;
    std::string unit;
    int line = 0;
};

struct CableText
{
    int a = 0; // index of a device
    int b = 0;
    std::string aPort;
    std::string bPort;
    std::string network;
    std::string medium;
    std::string length; // metres
    std::string speed;  // Gb/s
    int line = 0;
};

struct NetworkText
{
    std::string file; // its name, for messages
    std::vector<DeviceText> devices;
    std::vector<CableText> cables;
};

// What the text means. `network` chooses one of several in the file; empty: there is only one.
// Fails with Invalid: subject is file, line and field.
Result<ImportNetwork> meaningOf(const NetworkText& text, const std::string& network);

// "fabric.csv, line 12: a_port"
[[nodiscard]] Error wrongAt(const std::string& file,
                            int line,
                            std::string_view field,
                            std::string detail);

// The whole file as UTF-8 text. Fails with FileNotFound, FileNotReadable, Invalid when it is too large or no text.
Result<std::string> textOfFile(const std::string& path);

Result<NetworkText> readGraphMl(std::string bytes, const std::string& file);
Result<NetworkText> readCableCsv(const std::string& bytes, const std::string& file);

} // namespace rackwright::exchange

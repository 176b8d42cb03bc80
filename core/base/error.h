// What went wrong outside the program: the value a fallible function returns instead of throwing.
#pragma once

#include <string>

namespace rackwright {

// For code to branch on. The user's sentence is made in ui/text, where it is translated.
enum class ErrorCode
{
    FileNotFound,
    FileNotReadable,
    FileNotWritable,
    FileExists,
    FolderMissing,
    DiskFull,
    NotAPlan,
    FileDamaged,
    FileTooNew,
    FileBusy,
    DatabaseFailure,
    UnknownTemplate,
    UnknownScenario,
    UnknownWorkload,
    NotFound,    // an item of the plan
    Invalid,     // a value that is wrong in itself: subject names the field, detail what is allowed
    Collision,   // two things on one place
    OutsideHall, // not on the floor of any hall
    DoesNotFit,  // no room, no free U, no free port, not enough memory
    ImpossibleDesign, // a limit that no plan can pass: detail names the limit that binds
    Unreachable,
    RenderingUnavailable,
};

struct Error
{
    ErrorCode code;
    std::string subject; // the thing it is about: a path, a rack's name, a field
    std::string
        detail; // a clause that completes the sentence: the limit, the neighbour, SQLite's words

    friend bool operator==(const Error&, const Error&) = default;
};

} // namespace rackwright

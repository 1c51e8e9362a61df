// What a refusal says.
#pragma once

#include <string>

#include "core/error.hpp"

namespace la::test {

// The kind and the message of the error that f throws; "no error" where it throws none.
template <class F>
std::string refusal(F&& f) {
    try {
        f();
    } catch (const Error& e) {
        return (e.kind() == ErrorKind::usage  ? "usage: "
                : e.kind() == ErrorKind::data ? "data: "
                                              : "numerical: ") +
               std::string(e.what());
    }
    return "no error";
}

}  // namespace la::test

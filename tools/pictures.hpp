// The kinds of pictures: what each reads, and what draws it.
#pragma once

#include <string>

#include "cli/run.hpp"
#include "plot/picture.hpp"

namespace la {

struct PictureKindOptions {
    bool surface = false, gershgorin = false;
};

// "map, steps, form, ..."
std::string joined_kinds();

// The script of a picture of what the session's operands hold. A usage error for an unknown kind, an option that is of
// another kind, or too many operands.
std::string picture(const std::string& kind, const PictureKindOptions& own, const PictureOptions& options,
                    Session& session);

}  // namespace la

// What every picture can be told.
#pragma once

#include <optional>
#include <string>

namespace la {

enum class Terminal { svg, png, pdf, text };

// In pixels of 1/96 inch; for the text terminal in characters.
struct Size {
    int width = 0, height = 0;
};

struct PictureOptions {
    Terminal terminal = Terminal::svg;
    std::optional<Size> size;          // that of the kind of picture where not given
    std::optional<Size> window;        // the largest a text picture of its own size may get
    std::optional<std::string> title;  // instead of the one that says what is shown; none if empty
    bool log = false;                  // a logarithmic scale, where the picture has one
};

}  // namespace la

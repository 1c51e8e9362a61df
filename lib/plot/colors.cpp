#include "plot/colors.hpp"

#include <cmath>

namespace la::colors {

std::string tint(const char* color, double share) {
    static const char* digits = "0123456789ABCDEF";
    std::string out = "#";
    for (int channel = 0; channel < 3; ++channel) {
        const int full = std::stoi(std::string(color + 1 + 2 * channel, 2), nullptr, 16);
        const auto value = static_cast<unsigned>(std::lround(255 + share * (full - 255)));
        out += digits[value / 16];
        out += digits[value % 16];
    }
    return out;
}

}  // namespace la::colors

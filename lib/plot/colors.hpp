// Colours that people with any kind of color vision tell apart (Okabe and Ito, "Color Universal Design", 2008), and
// scales whose lightness alone tells the order.
#pragma once

#include <string>

namespace la::colors {

inline constexpr const char* black = "#000000";
inline constexpr const char* orange = "#E69F00";
inline constexpr const char* sky = "#56B4E9";
inline constexpr const char* green = "#009E73";
inline constexpr const char* blue = "#0072B2";
inline constexpr const char* vermilion = "#D55E00";
inline constexpr const char* purple = "#CC79A7";
inline constexpr const char* gray = "#808080";
inline constexpr const char* light_gray = "#D0D0D0";

// For gnuplot's `set palette defined`: dark blue to yellow (the ends and middle of viridis), blue over white to
// vermilion for values of both signs, and light to dark for counts.
inline constexpr const char* sequential =
    "(0 '#440154', 1 '#46327E', 2 '#365C8D', 3 '#277F8E', 4 '#1FA187', 5 '#4AC16D', 6 '#A0DA39', 7 '#FDE725')";
inline constexpr const char* diverging =
    "(-3 '#00456C', -2 '#0072B2', -1 '#8CC0E0', 0 '#FFFFFF', 1 '#F4B183', 2 '#D55E00', 3 '#813900')";
inline constexpr const char* counts = "(0 '#8CC0E0', 1 '#0072B2', 2 '#00304B')";

// "#RRGGBB" at a share of the way from white to a color.
std::string tint(const char* color, double share);

}  // namespace la::colors

#include "plot/camera.hpp"

#include <cmath>
#include <numbers>

namespace la {

namespace {

constexpr double azimuth = 32 * std::numbers::pi / 180, elevation = 22 * std::numbers::pi / 180;

}  // namespace

arma::mat view_of_space() {
    return {{-std::sin(azimuth), std::cos(azimuth), 0},
            {-std::sin(elevation) * std::cos(azimuth), -std::sin(elevation) * std::sin(azimuth), std::cos(elevation)}};
}

arma::vec line_of_sight() {
    return {std::cos(elevation) * std::cos(azimuth), std::cos(elevation) * std::sin(azimuth), std::sin(elevation)};
}

}  // namespace la

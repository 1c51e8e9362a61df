// What a matrix does to points, one factor at a time: into the eigenbasis, stretched, and back.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ops/eigen.hpp"

namespace la {

// n points of the unit circle as columns (2 x n), at the angles 2 pi j/n; multiples of a right angle are exact.
Matrix circle(arma::uword n);

// The documents x, Vinv*x, D*Vinv*x, V*D*Vinv*x for points in the columns of x (n x p). The last is real where operand
// and points are. e needs its vectors and their inverse. Throws a data error where the points have another size.
std::vector<std::pair<std::string, Matrix>> eigen_steps(const Eigensystem& e, Matrix x);

}  // namespace la

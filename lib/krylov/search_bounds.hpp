// How far what an iteration found may be from an eigenvector or a pair of singular vectors, and how often it looks for
// more.
#pragma once

namespace la {

// Of a residual in units of |A|: what is worse is refused, what is better needs no more work.
inline constexpr double worst_residual = 1e-10, good_residual = 1e-12;

inline constexpr int most_rounds = 20;  // of looking for what was missed

}  // namespace la

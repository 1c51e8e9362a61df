// Where a dense driver is as good as any other.
#pragma once

namespace la {

// Of the dense driver, m n min(m, n) of an m-by-n matrix: a tenth of a second.
inline constexpr double little_work = 2e8;

}  // namespace la

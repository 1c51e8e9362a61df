#include "core/allocate.hpp"

#include <unistd.h>

namespace la {

Error memory_error(arma::uword rows, arma::uword cols) {
    return data_error("not enough memory for a " + shape_text(rows, cols) + " matrix");
}

double physical_memory() {
    return double(sysconf(_SC_PHYS_PAGES)) * double(sysconf(_SC_PAGESIZE));
}

void require_memory(arma::uword rows, arma::uword cols, std::size_t cell_size) {
    const auto memory = arma::uword(physical_memory());
    if (cols != 0 && rows > memory / cell_size / cols) throw memory_error(rows, cols);
}

}  // namespace la

#include "plot/named.hpp"

#include "core/error.hpp"

namespace la {

std::string shown_name(const Matrix& a) {
    const std::string name = a.origin.substr(a.origin.rfind('/') + 1);
    return name.empty() || name == "-" ? "the matrix" : name;
}

arma::mat real_values(const Matrix& a, const std::string& kind) {
    Matrix real = to_real_if_possible(a);
    if (real.is_complex()) throw data_error(shown_name(a) + " is complex: " + kind + " draws real matrices");
    require_finite(real);
    return dense_real(std::move(real));
}

}  // namespace la

#include "steps.hpp"

#include "core/error.hpp"
#include "ops/steps.hpp"

namespace la {

void StepsOptions::declare(CommandLine& line, const std::string& documents) {
    line.flag("--steps", wanted, "documents " + documents);
    line.text("--points", "FILE", points, "the points of --steps, as columns");
    line.integer("--circle", "N", circle, "N points of the unit circle for --steps");
}

void StepsOptions::require_consistent() const {
    if (wanted != (points || circle) || (points && circle))
        throw usage_error("--steps takes its points from either --points or --circle");
    if (circle && *circle < 1) throw usage_error("--circle takes a positive number");
}

Matrix StepsOptions::read_points(const Matrix& a, Session& session) const {
    if (!circle) return session.inputs.open(*points).read_one();
    if (a.cols() != 2) throw data_error(described(a) + ": --circle needs 2 columns");
    return la::circle(static_cast<arma::uword>(*circle));
}

}  // namespace la

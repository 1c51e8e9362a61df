// lakern: the kernel matrix of the rows of X, or between the rows of X and those of Z.
//
//     x·zᴴ,  (γ·x·zᴴ + c)^d,  exp(-γ‖x - z‖²),  exp(-γ‖x - z‖₁),  x·zᴴ/(‖x‖·‖z‖)
//
// lakern --kernel rbf X.csv          lakern --kernel rbf --gamma 0.5 - landmarks.csv < long.csv
#include <atomic>
#include <cmath>

#include "cli/held_rows.hpp"
#include "cli/row_map.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "core/finite.hpp"
#include "ops/kernel.hpp"

namespace {

using namespace la;

struct Options {
    std::string kernel = "linear";
    std::optional<double> gamma, degree, coef0;
};

void declare(CommandLine& line, Options& o) {
    line.choice("--kernel", {"linear", "poly", "rbf", "laplace", "cosine"}, "KERNEL", o.kernel,
                "linear, poly, rbf, laplace or cosine (default: linear)");
    line.number("--gamma", "G", o.gamma, "the factor of poly, rbf and laplace; 1/columns where not given");
    line.number("--degree", "D", o.degree, "the power of poly (default: 3)");
    line.number("--coef0", "C", o.coef0, "what poly adds before the power (default: 1)");
}

KernelKind kind_of(const std::string& word) {
    return word == "linear"    ? KernelKind::linear
           : word == "poly"    ? KernelKind::poly
           : word == "rbf"     ? KernelKind::rbf
           : word == "laplace" ? KernelKind::laplace
                               : KernelKind::cosine;
}

KernelOptions checked_options(const Options& o) {
    const KernelKind kind = kind_of(o.kernel);
    if (o.gamma && (kind == KernelKind::linear || kind == KernelKind::cosine))
        throw usage_error("--gamma goes with --kernel poly, rbf and laplace");
    if ((o.degree || o.coef0) && kind != KernelKind::poly)
        throw usage_error("--degree and --coef0 go with --kernel poly");
    for (const auto& [name, value] : {std::pair{"--gamma", o.gamma}, {"--degree", o.degree}})
        if (value && !(*value >= 0 && std::isfinite(*value)))
            throw usage_error(std::string(name) + " takes a number that is not negative");
    if (o.coef0 && !std::isfinite(*o.coef0)) throw usage_error("--coef0 takes a finite number");
    return {kind, o.gamma, o.degree.value_or(3), o.coef0.value_or(1)};
}

void allow_threads_for(const Matrix& x, arma::uword others, Session& session) {
    session.allow_threads(2.0 * static_cast<double>(x.cells()) * static_cast<double>(others));
}

// Writes the kernel of finite values, and tells where it is not finite.
void write_telling(Matrix k, Session& session) {
    if (const auto cell = first_not_finite(k)) {
        const std::string place = place_of(*cell, k);
        session.warn("the kernel is " + cell->value + (place.empty() ? "" : " " + place) +
                     ": it lies beyond the range of doubles");
    }
    session.output.write(std::move(k));
}

void write_pairs(Input& left, const Matrix& z, const KernelOptions& how, Session& session) {
    const int threads = session.common.threads;
    Matrix x;
    if (left.table()) {
        auto [held, ended] = hold_rows(left, held_bytes, threads);
        if (!ended) {
            allow_threads_for(held, z.rows(), session);
            std::atomic<bool> is_finite = true;
            const auto of_block = [&](Matrix block) {
                Matrix k = kernel(block, z, how);
                if (first_not_finite(k)) is_finite = false;
                return k;
            };
            write_row_map(std::move(held), *left.table(), of_block, session);
            left.require_end();
            if (!is_finite) session.warn("some of the kernel lies beyond the range of doubles");
            return;
        }
        left.require_end();
        x = std::move(held);
    } else {
        x = left.read_one();
    }
    allow_threads_for(x, z.rows(), session);
    write_telling(kernel(x, z, how, threads), session);
}

void execute(const Options& o, Session& session) {
    const KernelOptions how = checked_options(o);
    session.require_operands(2);
    if (session.operands.size() < 2) {
        const Matrix x = session.read_only_matrix();
        allow_threads_for(x, x.rows(), session);
        return write_telling(kernel(x, how, session.common.threads), session);
    }
    Input left = session.inputs.open(session.operands[0]);
    const Matrix z = session.inputs.open(session.operands[1]).read_one();
    write_pairs(left, z, how, session);
}

}  // namespace

extern const la::Tool lakern = {"lakern", "Kernel matrices between rows.", "[X [Z]]",
                                la::run<Options, declare, execute>};

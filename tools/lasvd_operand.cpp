#include "lasvd_operand.hpp"

#include "cli/held_rows.hpp"
#include "ops/triangular_factor.hpp"

namespace la {

SingularOperand read_singular_operand(Session& session, bool needs_all_rows) {
    Input input = session.open_only_input();
    Matrix a;
    if (needs_all_rows || !input.table()) {
        a = input.read_one();
    } else {
        HeldRows held = hold_rows(input, held_bytes, session.common.threads);
        if (!held.ended) {
            TriangularFactor factor;
            factor.add(held.rows);
            held.rows = Matrix();
            add_remaining_rows(factor, input, session.common.threads);
            a = factor.result();
            a.origin = input.origin();
            return {std::move(a), factor.rows()};
        }
        input.require_end();
        a = std::move(held.rows);
    }
    const arma::uword rows = a.rows();
    return {std::move(a), rows};
}

}  // namespace la

#include "krylov/hermitian_transforms.hpp"

#include <doctest/doctest.h>

using namespace la;

TEST_CASE("what a search has told of the ends are those of A, whichever end it was for") {
    arma::sp_mat a(30, 30);
    for (arma::uword i = 0; i < 30; ++i) a(i, i) = double(i + 1);
    for (const EigenRegion::Kind kind : {EigenRegion::above, EigenRegion::below, EigenRegion::far}) {
        const HermitianTransforms<double> transforms(a, 1);
        const SpectralTransform<double> how = transforms.direct(kind);
        LanczosOptions options;
        options.order = how.order;
        BlockLanczos<double> lanczos(30, how.apply, options);
        lanczos.advance(20);
        transforms.learn(kind, lanczos);
        CHECK(transforms.norm() >= 29);
        CHECK(transforms.lowest() >= 1 - 1e-9);
        CHECK(transforms.lowest() <= 5);
        CHECK(transforms.highest() >= 25);
        CHECK(transforms.highest() <= 30 + 1e-9);
    }
}

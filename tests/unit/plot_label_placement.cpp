#include "plot/label_placement.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace la;

namespace {

constexpr Box frame{0, 0, 400, 300};

Box box_of(const LabelRequest& r, const PlacedLabel& l) {
    return {l.center.x - r.width / 2, l.center.y - r.height / 2, l.center.x + r.width / 2, l.center.y + r.height / 2};
}

bool overlap(const Box& a, const Box& b) {
    return std::min(a.right, b.right) > std::max(a.left, b.left) &&
           std::min(a.top, b.top) > std::max(a.bottom, b.bottom);
}

bool is_inside(const Box& a) {
    return a.left >= frame.left && a.right <= frame.right && a.bottom >= frame.bottom && a.top <= frame.top;
}

}  // namespace

TEST_CASE("a label with room stands in its direction, clear of its anchor") {
    for (const Point d : {Point{1, 0}, Point{0, 1}, Point{-1, 0}, Point{0, -1}, Point{1, 1}}) {
        const LabelRequest r{{200, 150}, d, 60, 16};
        const PlacedLabel label = place_labels({r}, {}, frame).at(0);
        CHECK(label.shown);
        CHECK((label.center.x - 200) * d.x + (label.center.y - 150) * d.y > 0);
        CHECK_FALSE(overlap(box_of(r, label), {199, 149, 201, 151}));
    }
}

TEST_CASE("labels at one place do not cover each other") {
    const std::vector<LabelRequest> requests(6, {{200, 150}, {1, 0}, 60, 16});
    const std::vector<PlacedLabel> labels = place_labels(requests, {}, frame);
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            CHECK_FALSE(overlap(box_of(requests[i], labels[i]), box_of(requests[j], labels[j])));
}

TEST_CASE("a label at the border is pushed inwards") {
    for (const Point anchor : {Point{398, 150}, Point{2, 150}, Point{200, 298}, Point{200, 2}, Point{398, 298}}) {
        const LabelRequest r{anchor, {anchor.x - 200, anchor.y - 150}, 60, 16};
        CHECK(is_inside(box_of(r, place_labels({r}, {}, frame).at(0))));
    }
}

TEST_CASE("a label keeps off a line where it can") {
    const LabelRequest r{{200, 150}, {1, 0}, 60, 16};
    const Segment line{{0, 150}, {400, 150}};
    const Box box = box_of(r, place_labels({r}, {line}, frame).at(0));
    CHECK((box.bottom > 150 || box.top < 150));
}

TEST_CASE("labels that may be left out are, rather than cover others; those that may not stay") {
    std::vector<LabelRequest> requests(200, {{200, 150}, {1, 0}, 60, 16, true});
    std::size_t shown = 0;
    for (const PlacedLabel& label : place_labels(requests, {}, frame)) shown += label.shown ? 1 : 0;
    CHECK(shown > 4);
    CHECK(shown < 200);
    for (LabelRequest& r : requests) r.may_be_left_out = false;
    for (const PlacedLabel& label : place_labels(requests, {}, frame)) CHECK(label.shown);
}

TEST_CASE("obstacles that are nowhere do no harm") {
    const LabelRequest r{{200, 150}, {0, 0}, 60, 16};
    const double nan = std::nan("");
    CHECK(std::isfinite(place_labels({r}, {{{nan, 0}, {1, nan}}}, frame).at(0).center.x));
}

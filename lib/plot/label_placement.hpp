// Labels that neither collide nor cover what they name.
#pragma once

#include <string>
#include <vector>

#include "plot/canvas.hpp"

namespace la {

struct Point {
    double x = 0, y = 0;
};

struct Segment {
    Point from, to;
    double weight = 1;  // how much worse it is to cover this than the next thing
};

// A text beside an anchor, pushed in a direction (of any length; zero where none is better than another).
struct LabelRequest {
    Point anchor, direction;
    double width, height;
    bool may_be_left_out = false;  // rather than collide
};

struct PlacedLabel {
    Point center;
    bool shown;
};

// The centers of labels, all in pixels. Greedy, in the order of the requests: each label tries directions around the
// one it prefers, near and far, and takes the cheapest place: first inside `frame` and off other labels, then off the
// segments, then near and in its direction (Christensen, Marks and Shieber, "An empirical study of algorithms for
// point-feature label placement", ACM Transactions on Graphics 14, 1995).
std::vector<PlacedLabel> place_labels(const std::vector<LabelRequest>& requests, const std::vector<Segment>& obstacles,
                                      const Box& frame);

}  // namespace la

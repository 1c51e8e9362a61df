#include "plot/label_placement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace la {

namespace {

using std::numbers::pi;
constexpr double not_in_frame = 300, on_label = 300, on_segment = 20;

Box box_around(Point center, double width, double height) {
    return {center.x - width / 2, center.y - height / 2, center.x + width / 2, center.y + height / 2};
}

double overlap(const Box& a, const Box& b) {
    const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
    const double height = std::min(a.top, b.top) - std::max(a.bottom, b.bottom);
    return width > 0 && height > 0 ? width * height : 0;
}

// Whether a segment and a box meet (Liang and Barsky 1984).
bool meet(const Segment& s, const Box& box) {
    if (std::max(s.from.x, s.to.x) < box.left || std::min(s.from.x, s.to.x) > box.right ||
        std::max(s.from.y, s.to.y) < box.bottom || std::min(s.from.y, s.to.y) > box.top)
        return false;  // as most do
    if (!std::isfinite(s.from.x + s.from.y + s.to.x + s.to.y)) return false;
    const double dx = s.to.x - s.from.x, dy = s.to.y - s.from.y;
    double enter = 0, leave = 1;
    const auto clip = [&](double towards, double distance) {
        if (towards == 0) return distance >= 0;
        const double t = distance / towards;
        if (towards < 0)
            enter = std::max(enter, t);
        else
            leave = std::min(leave, t);
        return enter <= leave;
    };
    return clip(-dx, s.from.x - box.left) && clip(dx, box.right - s.from.x) && clip(-dy, s.from.y - box.bottom) &&
           clip(dy, box.top - s.from.y);
}

// More than `enough` stands for any more.
double cost_of(const Box& label, const std::vector<Box>& placed, const std::vector<Segment>& obstacles,
               const Box& frame, double enough) {
    double cost = 0;
    const double inside = overlap(label, frame);
    if (inside < label.width() * label.height() * (1 - 1e-9)) cost += not_in_frame * 2;
    for (const Box& other : placed)
        if (overlap(label, other) > 0) cost += on_label;
    for (const Segment& segment : obstacles) {
        if (cost > enough) break;
        if (meet(segment, label)) cost += on_segment * segment.weight;
    }
    return cost;
}

struct Candidate {
    Point center;
    double cost;
};

// The places to try: rings around the anchor, the label's near side on the ring.
std::vector<Candidate> candidates_of(const LabelRequest& request) {
    const double preferred = request.direction.x == 0 && request.direction.y == 0
                                 ? pi / 3
                                 : std::atan2(request.direction.y, request.direction.x);
    std::vector<Candidate> candidates;
    for (const double distance : {5.0, 11.0, 18.0, 28.0, 42.0}) {
        for (int step = 0; step < 16; ++step) {
            const double turn = (step % 2 == 0 ? -1 : 1) * double((step + 1) / 2) * pi / 8;
            const double x = std::cos(preferred + turn), y = std::sin(preferred + turn);
            // Half the box as seen from the ring: its support in that direction.
            const Point center{request.anchor.x + x * (distance + request.width / 2),
                               request.anchor.y + y * (distance + request.height / 2)};
            candidates.push_back({center, 0.4 * distance + 4 * std::abs(turn)});
        }
    }
    return candidates;
}

}  // namespace

std::vector<PlacedLabel> place_labels(const std::vector<LabelRequest>& requests, const std::vector<Segment>& obstacles,
                                      const Box& frame) {
    std::vector<PlacedLabel> labels;
    std::vector<Box> placed;
    for (const LabelRequest& request : requests) {
        double best = std::numeric_limits<double>::infinity();
        Point center{};
        for (const Candidate& candidate : candidates_of(request)) {
            if (candidate.cost >= best) continue;
            const Box box = box_around(candidate.center, request.width, request.height);
            const double cost = candidate.cost + cost_of(box, placed, obstacles, frame, best - candidate.cost);
            if (cost < best) {
                best = cost;
                center = candidate.center;
            }
        }
        const bool shown = !request.may_be_left_out || best < on_label;
        if (shown) placed.push_back(box_around(center, request.width, request.height));
        labels.push_back({center, shown});
    }
    return labels;
}

}  // namespace la

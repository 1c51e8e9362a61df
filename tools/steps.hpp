// The options of laeig and lasvd that follow points through the factors of a matrix: --steps, --points, --circle.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/run.hpp"

namespace la {

struct StepsOptions {
    bool wanted = false;
    std::optional<std::string> points;
    std::optional<std::int64_t> circle;

    void declare(CommandLine& line, const std::string& documents);

    // Usage errors: points from nowhere or from two sources, or without --steps.
    void require_consistent() const;

    // The points as columns, for the matrix a. A data error where a circle is asked for and a has not 2 columns.
    Matrix read_points(const Matrix& a, Session& session) const;
};

}  // namespace la

// What a gnuplot script draws.
#pragma once

#include <armadillo>
#include <sstream>
#include <string>

// The rows of the data block of this name; 0x0 where there is none.
inline arma::mat data_block(const std::string& script, const std::string& name) {
    const std::string head = "$" + name + " << EOD\n";
    const std::size_t begin = script.find(head);
    if (begin == std::string::npos) return {};
    std::istringstream lines(
        script.substr(begin + head.size(), script.find("EOD\n", begin + head.size()) - begin - head.size()));
    arma::mat rows;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells(line);
        std::vector<double> row;
        for (std::string cell; cells >> cell;) row.push_back(cell == "NaN" ? arma::datum::nan : std::stod(cell));
        rows = arma::join_cols(rows, arma::rowvec(row));
    }
    return rows;
}

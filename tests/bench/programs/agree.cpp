// agree A B TOLERANCE: do two results hold the same numbers? |a - b| <= TOLERANCE * max|B| in every place, and the same
// number of them; CSV by rows, names of documents aside, complex numbers as two, Matrix Market arrays after their size
// line. Prints what differs, status 1 if anything does.

#include <fast_float/fast_float.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<double> numbers(const char* path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    const std::string text = content.str();
    const char* at = text.data();
    const char* const end = at + text.size();
    const auto skip_line = [&] { at = std::find(at, end, '\n'), at += at < end; };
    if (text.starts_with("%%MatrixMarket")) {
        while (at < end && *at == '%') skip_line();
        skip_line();
    }
    std::vector<double> found;
    while (at < end) {
        if (*at == '#') {
            skip_line();
            continue;
        }
        if (*at == ',' || *at == ' ' || *at == '\n' || *at == '\r' || *at == '+' || *at == 'i') {
            ++at;
            continue;
        }
        double value = 0;
        const auto result = fast_float::from_chars(at, end, value);
        if (result.ec != std::errc()) {
            std::printf("%s: not a number at byte %td\n", path, at - text.data());
            std::exit(1);
        }
        found.push_back(value);
        at = result.ptr;
    }
    return found;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    const auto a = numbers(argv[1]);
    const auto b = numbers(argv[2]);
    if (a.size() != b.size() || a.empty()) {
        std::printf("%zu numbers against %zu\n", a.size(), b.size());
        return 1;
    }
    double largest = 0;
    double worst = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(b[i]));
        const double difference = std::abs(a[i] - b[i]);
        if (!(difference <= worst)) worst = difference;
    }
    if (worst <= std::stod(argv[3]) * largest) return 0;
    std::printf("differ by %g where the largest is %g\n", worst, largest);
    return 1;
}

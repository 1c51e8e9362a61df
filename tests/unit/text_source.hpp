// A text that arrives in pieces.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "io/byte_source.hpp"

namespace la::test {

class TextSource : public ByteSource {
  public:
    TextSource(std::string text, std::size_t piece) : text_(std::move(text)), piece_(piece) {}
    std::size_t read(char* out, std::size_t size) override {
        const std::size_t count = std::min({size, piece_, text_.size() - at_});
        std::copy_n(text_.data() + at_, count, out);
        at_ += count;
        return count;
    }

  private:
    std::string text_;
    std::size_t piece_, at_ = 0;
};

}  // namespace la::test

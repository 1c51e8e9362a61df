#include "plot/canvas.hpp"

#include <algorithm>
#include <cmath>

namespace la {

namespace {

constexpr int cell_width = 8, cell_height = 16, text_columns = 80;

// The size of a text of the same shape as the picture, as wide as its window.
Size text_size(Size natural, const std::optional<Size>& window) {
    const int columns = window ? std::clamp(window->width, 40, 200) : text_columns;
    const double rows = double(columns) * cell_width * natural.height / natural.width / cell_height;
    const int fitting = static_cast<int>(std::lround(rows));
    return {columns, window ? std::clamp(fitting, 12, std::max(12, window->height)) : fitting};
}

}  // namespace

Canvas::Canvas(const PictureOptions& options, Size natural, const std::string& title)
    : is_text_(options.terminal == Terminal::text),
      small_font_(options.terminal == Terminal::svg ? "',11'" : "',8.5'"),
      title_(options.title.value_or(title)),
      has_own_title_(options.title.has_value()) {
    const Size size = options.size ? *options.size : is_text_ ? text_size(natural, options.window) : natural;
    width_ = size.width * (is_text_ ? cell_width : 1);
    height_ = size.height * (is_text_ ? cell_height : 1);
    script.line("reset");
    switch (options.terminal) {
        case Terminal::svg:
            script.line("set terminal svg size ", size.width, ",", size.height,
                        " noenhanced font 'sans-serif,13' background '#FFFFFF'");
            break;
        case Terminal::png:
            script.line("set terminal pngcairo size ", size.width, ",", size.height,
                        " noenhanced font 'sans-serif,10' background '#FFFFFF'");
            break;
        case Terminal::pdf:
            script.line("set terminal pdfcairo size ", size.width / 96.0, "in,", size.height / 96.0,
                        "in noenhanced font 'sans-serif,10' background '#FFFFFF'");
            break;
        case Terminal::text:
            script.line("set terminal dumb size ", size.width, ",", size.height, " nofeed aspect 1 noenhanced mono");
            break;
    }
    script.line("set encoding utf8");
    script.line("unset key; set clip two");
}

std::string Canvas::index(std::size_t i) const {
    std::string text;
    for (const char digit : std::to_string(i)) {
        if (is_text_)
            text += digit;
        else
            text.append("\xE2\x82").append(1, static_cast<char>(0x80 + digit - '0'));  // U+2080 and following
    }
    return text;
}

Box Canvas::part(std::size_t i, std::size_t columns, std::size_t rows) const {
    const double title_height = title_.empty() ? 0 : is_text_ ? cell_height : 26;
    const double width = width_ / double(columns), height = (height_ - title_height) / double(rows);
    const double left = width * double(i % columns), bottom = height * double(rows - 1 - i / columns);
    return {left, bottom, left + width, bottom + height};
}

void Canvas::begin_panels() {
    has_panels_ = true;
    script.line("set multiplot", title_.empty() ? "" : " title " + quoted(fitted(title_, width_)));
}

void Canvas::begin_panel(const std::string& title) {
    if (has_panels_) script.line("unset label; unset arrow; unset xlabel; unset ylabel");
    const std::string& shown = has_panels_ ? title : title_;
    script.line("set title ", quoted(fitted(shown, width_)));
}

void Canvas::place_axes(const Box& axes) {
    // The screen of a text ends with the beginning of its last character, and gnuplot rounds down: to be on the safe
    // side.
    const Size step = is_text_ ? Size{cell_width, cell_height} : Size{0, 0};
    const auto across = [&](double x) { return (x + 0.2 * step.width) / (width_ - step.width); };
    const auto up = [&](double y) { return (y + 0.2 * step.height) / (height_ - step.height); };
    script.line("set lmargin at screen ", across(axes.left), "; set rmargin at screen ", across(axes.right));
    script.line("set bmargin at screen ", up(axes.bottom), "; set tmargin at screen ", up(axes.top));
}

std::string Canvas::line_style(std::string_view color, double width, int dash) const {
    if (is_text_) return "lt 1";
    std::string style = "lc rgb '" + std::string(color) + "' lw " + data_number(width);
    if (dash != 1) style += " dt " + std::to_string(dash);
    return style;
}

std::string Canvas::fitted(const std::string& text, double width) const {
    return shortened(text, static_cast<std::size_t>(std::max(4.0, width / character_width())), is_text_);
}

std::string conjugate_pair(std::complex<double> value, const Canvas& canvas) {
    const double height = std::abs(value.imag());
    const std::string imaginary = height == 1 ? "i" : label_number(height) + "i";
    return (value.real() == 0 ? "" : label_number(value.real()) + " ") + canvas.symbol("±", "+-") +
           (value.real() == 0 ? "" : " ") + imaginary;
}

std::string Canvas::finish() {
    if (has_panels_) script.line("unset multiplot");
    return script.text();
}

}  // namespace la

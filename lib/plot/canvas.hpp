// The sheet that a picture is drawn on: its size, its terminal, its title.
#pragma once

#include <string>
#include <string_view>

#include "plot/picture.hpp"
#include "plot/script.hpp"

namespace la {

// A rectangle on the sheet, in pixels from its lower left corner.
struct Box {
    double left = 0, bottom = 0, right = 0, top = 0;

    double width() const { return right - left; }
    double height() const { return top - bottom; }
};

// Begins a script. Lengths are pixels; a character of the text terminal counts as 8 by 16 of them, so that one layout
// serves all terminals.
class Canvas {
  public:
    // `natural` is the size in pixels where the options name none.
    Canvas(const PictureOptions& options, Size natural, const std::string& title = "");

    // To be called before anything is drawn; does nothing where the options have a title.
    void set_title(const std::string& title) {
        if (!has_own_title_) title_ = title;
    }

    bool is_text() const { return is_text_; }
    double character_width() const { return is_text_ ? 8 : 7.4; }  // of the labels, on the average
    const char* small_font() const { return small_font_; }         // in quotes
    double line_height() const { return 16; }
    // What a label keeps clear; in a text so much that, moved to the nearest line, it does not cover its point.
    double label_height() const { return is_text_ ? 26 : 16; }

    // What a label says where every character can be drawn, and where letters have to do.
    std::string symbol(std::string_view sign, std::string_view plain) const {
        return std::string(is_text_ ? plain : sign);
    }
    std::string index(std::size_t i) const;  // from 1: "₁", "1"

    // The sheet below the title, in equal columns and rows, counted as one reads; and the sheet as one.
    Box part(std::size_t i, std::size_t columns, std::size_t rows = 1) const;
    Box sheet() const { return part(0, 1); }

    // Several plots on one sheet. To be called before the first, if at all; then the title stands above all of them.
    void begin_panels();
    void begin_panel(const std::string& title);

    // Where the axes stand.
    void place_axes(const Box& axes);

    // "rgb '#0072B2'", for lines with their width; in a text all lines are of one type, drawn by a character.
    std::string line_style(std::string_view color, double width, int dash = 1) const;

    // At most as many characters as fit the width.
    std::string fitted(const std::string& text, double width) const;

    Script script;

    // The script, ended.
    std::string finish();

  private:
    bool is_text_;
    const char* small_font_;
    double width_, height_;
    std::string title_;
    bool has_own_title_;
    bool has_panels_ = false;
};

// "1.5 ± 0.5i", of a complex number and its conjugate.
std::string conjugate_pair(std::complex<double> value, const Canvas& canvas);

}  // namespace la

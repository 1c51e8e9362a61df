#include "plot/script.hpp"

#include <doctest/doctest.h>

using namespace la;

TEST_CASE("quoted text is one line of one string constant, whatever is in it") {
    CHECK(quoted("") == "''");
    CHECK(quoted("plain") == "'plain'");
    CHECK(quoted("it's") == "'it''s'");
    CHECK(quoted("'; system('rm')") == "'''; system(''rm'')'");
    CHECK(quoted("`ls` @x $y {z} \"q\" \\n %s") == "'`ls` @x $y {z} \"q\" \\n %s'");
    CHECK(quoted("a\nb\rc\td\x7f"
                 "e") == "'a b c d e'");
    CHECK(quoted(std::string_view("a\0b", 3)) == "'a b'");
}

TEST_CASE("labels of axes are formats: a percent sign is doubled") {
    CHECK(quoted_tic("50%") == "'50%%'");
    CHECK(quoted_tic("it's %s") == "'it''s %%s'");
}

TEST_CASE("what is not well-formed UTF-8, or not allowed in XML, is replaced") {
    CHECK(printable("σ² ≤ 1 – 𝔸") == "σ² ≤ 1 – 𝔸");
    CHECK(printable("a\xff"
                    "b") ==
          "a\uFFFD"
          "b");
    CHECK(printable("\xc0\xaf") == "\uFFFD\uFFFD");                      // overlong
    CHECK(printable("\xed\xa0\x80") == "\uFFFD\uFFFD\uFFFD");            // a surrogate
    CHECK(printable("\xf5\x80\x80\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD");  // beyond Unicode
    CHECK(printable("cut \xe2\x82") == "cut \uFFFD\uFFFD");
    CHECK(printable("\uFFFE") == "\uFFFD\uFFFD\uFFFD");
    CHECK(printable("\u0085") == " ");
}

TEST_CASE("shortened text has at most as many characters") {
    CHECK(shortened("abc", 3) == "abc");
    CHECK(shortened("abcd", 3) == "ab…");
    CHECK(shortened("abcd", 3, true) == "ab~");
    CHECK(shortened("äöüß", 3) == "äö…");
    CHECK(shortened("", 3) == "");
    CHECK(character_count("äöü") == 3);
}

TEST_CASE("numbers of labels have at most two decimals") {
    CHECK(label_number(0) == "0");
    CHECK(label_number(-0.0) == "0");
    CHECK(label_number(2) == "2");
    CHECK(label_number(-2.5) == "-2.5");
    CHECK(label_number(1.618034) == "1.62");
    CHECK(label_number(0.999) == "1");
    CHECK(label_number(100) == "100");
    CHECK(label_number(99999.99) == "99999.99");
    CHECK(label_number(0.004) == "4e-03");
    CHECK(label_number(123456) == "1.23e+05");
    CHECK(label_number(arma::datum::nan) == "NaN");
    CHECK(label_number(-arma::datum::inf) == "-Inf");
    CHECK(label_number({1.5, -0.5}) == "1.5-0.5i");
    CHECK(label_number({0, 1}) == "i");
    CHECK(label_number({2, 0}) == "2");
}

TEST_CASE("round_step is 1, 2 or 5 times a power of ten, at least what is asked for") {
    CHECK(round_step(1) == doctest::Approx(1));
    CHECK(round_step(1.1) == doctest::Approx(2));
    CHECK(round_step(2.1) == doctest::Approx(5));
    CHECK(round_step(5.1) == doctest::Approx(10));
    CHECK(round_step(0.03) == doctest::Approx(0.05));
    CHECK(round_step(0) == 1);
}

TEST_CASE("a data block holds a row per line; what rounding left of a zero is zero") {
    Script script;
    script.data("d", {{1, 1e-17}, {arma::datum::nan, -2.5}});
    CHECK(script.text() == "$d << EOD\n1 0\nNaN -2.5\nEOD\n");
}

// The one main of the unit tests; everything else in this folder is named after the library file that it tests.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

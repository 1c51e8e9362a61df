// Armadillo's headers make every source file start std::cout and its like before main, which takes as long as a small
// product. Nothing uses them, so that they are never started: the linker puts these in the place of what would
// (--wrap).
extern "C" {

void __wrap__ZNSt8ios_base4InitC1Ev(void*) {}
void __wrap__ZNSt8ios_base4InitD1Ev(void*) {}
}

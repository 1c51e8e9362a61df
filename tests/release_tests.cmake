# What a build with sanitizers would only repeat: other kernels, pages and their examples, packages, the sources.

# What is computed, with each kernel of OpenBLAS that the processor can run. They take minutes: `check` leaves them to
# `ctest -L kernels`.
set(computing laeig lagrad lainfo lacov laexpr lakern lamul laproj lasvd pipelines settings)
list(TRANSFORM computing REPLACE "(.+)" "${CMAKE_CURRENT_SOURCE_DIR}/golden/\\1.t")
foreach(kernel Prescott Nehalem Sandybridge Haswell Zen SkylakeX Cooperlake newest)
    foreach(threads 1 2)
        set(forced check_kernel.py --kernel ${kernel} --threads ${threads} ${binaries})
        set(name kernel.${kernel}.${threads})
        add_python_test(${name}.unit ${forced} --unit $<TARGET_FILE:latools_unit>)
        add_python_test(${name}.golden ${forced} --testdata ${testdata} ${computing})
        set_tests_properties(${name}.unit ${name}.golden PROPERTIES
            LABELS kernels SKIP_RETURN_CODE 77 PROCESSORS ${threads})
    endforeach()
endforeach()

# What is computed, against arithmetic without rounding.
add_python_test(reference check_reference.py ${binaries})

# The manual: no lint, the same options as the help, examples that work.
file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/man/*.[157])
add_test(NAME man.lint COMMAND ${MANDOC} -T lint -W warning ${pages})
foreach(tool ${tools})
    add_python_test(man.${tool}.options check_man.py ${binaries} --man ${PROJECT_SOURCE_DIR}/man ${tool})
    add_python_test(man.${tool}.examples ${transcript} ${PROJECT_SOURCE_DIR}/man/${tool}.1)
endforeach()
foreach(page latools.7 latools-scale.7 la-formats.5)
    file(STRINGS ${PROJECT_SOURCE_DIR}/man/${page} examples REGEX "^\\.Sh EXAMPLES")
    if(examples)
        add_python_test(man.${page}.examples ${transcript} ${PROJECT_SOURCE_DIR}/man/${page})
    endif()
endforeach()
add_python_test(readme ${transcript} ${PROJECT_SOURCE_DIR}/README.md)

# Pictures as gnuplot draws them.
find_program(GNUPLOT gnuplot REQUIRED)
add_python_test(pictures check_pictures.py ${binaries} --testdata ${testdata} --readme ${PROJECT_SOURCE_DIR}/README.md)

# What is installed.
add_test(NAME completions COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/support/check_completions.sh
    ${PROJECT_BINARY_DIR})
add_test(NAME package COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/support/check_package.sh ${PROJECT_BINARY_DIR})
add_test(NAME without_blas COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/support/check_without_blas.sh
        ${CMAKE_CXX_COMPILER} ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR}/tools)

# The sources.
add_python_test(layers check_layers.py ${PROJECT_SOURCE_DIR})
add_python_test(armadillo check_armadillo.py ${PROJECT_SOURCE_DIR})
file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/lib/*.[ch]pp ${PROJECT_SOURCE_DIR}/tools/*.[ch]pp
    ${PROJECT_SOURCE_DIR}/tests/*.[ch]pp)
add_test(NAME format COMMAND ${CLANG_FORMAT} --dry-run -Werror ${sources})

# The benchmark is run by hand; that it can be run is tested.
file(GLOB bench_programs CONFIGURE_DEPENDS bench/limits/*.cpp bench/programs/*.cpp)
add_test(NAME bench.programs COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -fsyntax-only ${bench_programs})
add_test(NAME bench.rows COMMAND Python3::Interpreter -B run --list WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/bench)

# The checks themselves: each must notice what is wrong.
add_python_test(controls controls.py)
add_test(NAME controls.format COMMAND sh -c "echo 'int  x;' | '${CLANG_FORMAT}' --dry-run -Werror")
set_tests_properties(controls.format PROPERTIES WILL_FAIL TRUE)

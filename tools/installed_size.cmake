# Runs after CPack has made the Debian package: CPack counts the program again for every link to it, so that apt would
# announce ten times the space that is needed.
foreach(package ${CPACK_PACKAGE_FILES})
    if(NOT package MATCHES "\\.deb$")
        continue()
    endif()
    set(root ${package}.root)
    execute_process(COMMAND dpkg-deb --raw-extract ${package} ${root} COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND du --apparent-size --block-size=1K --summarize --exclude=DEBIAN ${root}
        OUTPUT_VARIABLE size COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCH "^[0-9]+" kibibytes "${size}")
    file(READ ${root}/DEBIAN/control control)
    string(REGEX REPLACE "(Installed-Size:) [0-9]+" "\\1 ${kibibytes}" control "${control}")
    file(WRITE ${root}/DEBIAN/control "${control}")
    execute_process(COMMAND dpkg-deb --root-owner-group -Z${CPACK_DEBIAN_COMPRESSION_TYPE} --build ${root} ${package}
        OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE_RECURSE ${root})
endforeach()

# Completions for bash, zsh and fish, made from the option table of a tool as its --help prints it:
#
#     cmake -D TOOL=lamul -D HELP=BUILD/bin/lamul -D OUTPUT=DIR -P completions.cmake
#
# writes DIR/bash/lamul, DIR/zsh/_lamul and DIR/fish/lamul.fish. An option that takes a file, or one of the words that
# begin its description ("auto, yes or no"), is completed so; other values are left to the user, operands are files.
execute_process(COMMAND ${HELP} --help OUTPUT_VARIABLE help RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${HELP} --help: ${status}")
endif()
string(REPLACE ";" "," help "${help}")
string(REGEX REPLACE "[][]" "|" help "${help}")  # brackets would hold the elements of a CMake list together
string(REPLACE "\n" ";" lines "${help}")

set(names "")
set(bash_cases "")
set(zsh_specs "")
set(fish_lines "")
foreach(line ${lines})
    if(NOT line MATCHES "^  (-[^ ]+)( ([^ ]+))?  +(.*)$")
        continue()
    endif()
    set(option_names ${CMAKE_MATCH_1})
    set(placeholder "${CMAKE_MATCH_3}")
    set(description "${CMAKE_MATCH_4}")
    string(REGEX REPLACE "=.*" "" value "${placeholder}")
    set(optional FALSE)
    if(placeholder MATCHES "^\\|=(.*)\\|$")  # [=rows]
        set(optional TRUE)
        set(value ${CMAKE_MATCH_1})
    endif()
    string(REPLACE "'" "’" description "${description}")
    set(words "")
    if(optional)
        string(REPLACE "|" " " words "${value}")
    elseif(NOT value STREQUAL "" AND description MATCHES "^([a-z]+(, [a-z]+)*( \\([^)]*\\))? or [a-z]+)($|[:,])")
        string(REGEX REPLACE " \\([^)]*\\)" "" words "${CMAKE_MATCH_1}")
        string(REGEX REPLACE ",? or |, " " " words "${words}")
    endif()

    string(REPLACE "," ";" spellings "${option_names}")
    string(REPLACE ";" " " spaced "${spellings}")
    string(REPLACE ";" "|" alternatives "${spellings}")
    string(REGEX REPLACE "[:|]" " " plain "${description}")
    string(APPEND names " ${spaced}")

    # bash: what follows the option.
    set(zsh_value "")
    set(fish_value "")
    if(value STREQUAL "FILE")
        string(APPEND bash_cases "        ${alternatives}) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n")
        set(zsh_value ":file:_files")
        set(fish_value " -r -F")
    elseif(words AND NOT optional)
        string(APPEND bash_cases "        ${alternatives}) COMPREPLY=($(compgen -W '${words}' -- \"$word\")); return ;;\n")
        set(zsh_value ":${value}:(${words})")
        set(fish_value " -x -a '${words}'")
    elseif(optional)
        foreach(word ${words})
            string(APPEND names " ${spellings}=${word}")
        endforeach()
    elseif(NOT value STREQUAL "")
        string(APPEND bash_cases "        ${alternatives}) COMPREPLY=(); return ;;\n")
        set(zsh_value ":${value}: ")
        set(fish_value " -x")
    endif()
    set(fish_names "")
    foreach(spelling ${spellings})
        if(spelling MATCHES "^--(.*)")
            string(APPEND fish_names " -l ${CMAKE_MATCH_1}")
            if(optional)
                string(APPEND zsh_specs "  '${spelling}=-|${plain}|::(${words})'\n")
                continue()
            endif()
        else()
            string(SUBSTRING ${spelling} 1 -1 letter)
            string(APPEND fish_names " -s ${letter}")
        endif()
        string(APPEND zsh_specs "  '${spelling}|${plain}|${zsh_value}'\n")
    endforeach()
    string(APPEND fish_lines "complete -c ${TOOL}${fish_names}${fish_value} -d '${description}'\n")
endforeach()
# The brackets of zsh's descriptions.
string(REGEX REPLACE "\\|([^|\n]*)\\|" "[\\1]" zsh_specs "${zsh_specs}")

file(WRITE ${OUTPUT}/bash/${TOOL} "_${TOOL}() {
    local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
    case $previous in
${bash_cases}    esac
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '${names}' -- \"$word\"))
    else
        COMPREPLY=($(compgen -f -- \"$word\"))
    fi
}
complete -o filenames -F _${TOOL} ${TOOL}
")
file(WRITE ${OUTPUT}/zsh/_${TOOL} "#compdef ${TOOL}
_arguments -s -S \\
")
string(REGEX REPLACE "\n" " \\\\\n" zsh_specs "${zsh_specs}")
file(APPEND ${OUTPUT}/zsh/_${TOOL} "${zsh_specs}  '*:file:_files'\n")
file(WRITE ${OUTPUT}/fish/${TOOL}.fish "${fish_lines}")

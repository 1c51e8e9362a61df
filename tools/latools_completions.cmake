# Completions of latools itself, made from its --help: the tools, then what completes the tool that was named.
#
#     cmake -D PROGRAM=BUILD/bin/latools -D OUTPUT=DIR -P latools_completions.cmake
#
# writes DIR/bash/latools, DIR/zsh/_latools and DIR/fish/latools.fish.
execute_process(COMMAND ${PROGRAM} --help OUTPUT_VARIABLE help RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${PROGRAM} --help: ${status}")
endif()
string(REPLACE ";" "," help "${help}")
string(REPLACE "'" "’" help "${help}")
string(REPLACE "\n" ";" lines "${help}")

set(tools "")
set(options "")
set(zsh_options "")
set(zsh_tools "")
set(fish_lines "")
foreach(line ${lines})
    if(line MATCHES "^  -(.),--([a-z]+) +(.*)$")
        string(APPEND options " -${CMAKE_MATCH_1} --${CMAKE_MATCH_2}")
        string(APPEND zsh_options "    '(- *)'{-${CMAKE_MATCH_1},--${CMAKE_MATCH_2}}'[${CMAKE_MATCH_3}]' \\\n")
        string(APPEND fish_lines "complete -c latools -n __fish_use_subcommand -s ${CMAKE_MATCH_1} -l ${CMAKE_MATCH_2}"
            " -d '${CMAKE_MATCH_3}'\n")
    elseif(line MATCHES "^  (la[a-z]+) +(.*)$")
        string(APPEND tools " ${CMAKE_MATCH_1}")
        string(APPEND zsh_tools "    '${CMAKE_MATCH_1}:${CMAKE_MATCH_2}'\n")
        string(APPEND fish_lines "complete -c latools -n __fish_use_subcommand -f -a ${CMAKE_MATCH_1}"
            " -d '${CMAKE_MATCH_2}'\n")
    endif()
endforeach()

file(WRITE ${OUTPUT}/bash/latools "_latools() {
    local tool=\${COMP_WORDS[1]} tools='${tools} '
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W \"$tools${options}\" -- \"$tool\"))
    elif [[ $tools == *\" $tool \"* ]]; then
        declare -F \"_$tool\" > /dev/null || . \"\${BASH_SOURCE[0]%/*}/$tool\"
        COMP_WORDS=(\"\${COMP_WORDS[@]:1}\") COMP_CWORD=$((COMP_CWORD - 1))
        \"_$tool\"
    fi
}
complete -o filenames -F _latools latools
")
file(WRITE ${OUTPUT}/zsh/_latools "#compdef latools
local curcontext=$curcontext state line
typeset -A opt_args
local -a tools=(
${zsh_tools})
_arguments -C \\
${zsh_options}    '1:tool:->tool' '*::operand:->operand'
case $state in
    tool) _describe tool tools ;;
    operand) _call_function - _$words[1] ;;
esac
")
file(WRITE ${OUTPUT}/fish/latools.fish "${fish_lines}"
    "complete -c latools -n 'not __fish_use_subcommand' -x -a '(__fish_complete_subcommand)'\n")

#compdef NAME
# Completion of NAME in zsh: the program itself tells what can follow.

_NAME() {
    local program=${(Q)words[1]/#\~\//$HOME/} files line word ret=1
    local -a before answer closed open
    # What zsh would have to read first is no program.
    whence -p -- $program >/dev/null || program=NAME
    before=("${(@Q)words[2,CURRENT-1]}")
    (( CURRENT > 2 )) || before=()
    answer=("${(@f)$($program __complete "${before[@]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}")
    for line in $answer; do
        # A colon divides a word from its help.
        word=${${line%%$'\t'*}//:/\\:}
        [[ $line == *$'\t'* ]] && word+=:${line#*$'\t'}
        case ${line%%$'\t'*} in
            :0) files=yes ;;
            :*) ;;
            *[/=]) open+=($word) ;;
            *) closed+=($word) ;;
        esac
    done
    # The program offers the values of --flag=VALUE without the flag.
    compset -P 1 '--*='
    (( $#closed )) && _describe -V -t words word closed && ret=0
    # No blank follows what goes on.
    (( $#open )) && _describe -V -t types type open -S '' && ret=0
    [[ $files && $#closed -eq 0 && $#open -eq 0 ]] && _files && ret=0
    return ret
}

# Loaded out of a folder of $fpath this is the function itself, else it is read by source.
if [[ $funcstack[1] == _NAME ]]; then
    _NAME "$@"
else
    compdef _NAME NAME
fi

# Completion of meshctl in bash: the program itself tells what can follow.

_meshctl() {
    local program="${1/#\~\//$HOME/}" line="${COMP_LINE:0:COMP_POINT}" files="" word IFS=$' \t\n'
    # An alias, or what bash would have to read first, is no program.
    type -P -- "$program" >/dev/null || program=meshctl
    # For bash a word also ends at signs such as : and =, and what stands before the last of them stays.
    local written="${line##*[[:space:]]}" stays=""
    [[ $written == *"$2" ]] && stays="${written%"$2"}"
    # The program offers the values of --flag=VALUE without the flag.
    stays="${stays#--*=}"
    COMPREPLY=()
    while IFS=$'\t' read -r word _; do
        case $word in
            "") ;;
            :0) files=yes ;;
            :*) ;;
            *) printf -v word %q "${word#"$stays"}" && COMPREPLY+=("$word") ;;
        esac
    done <<<"$("$program" __complete_line "$line" 2>/dev/null </dev/null)"
    if [[ $files && ${#COMPREPLY[@]} -eq 0 ]]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r word; do
            [[ $word ]] && COMPREPLY+=("$word")
        done <<<"$(compgen -f -- "$2")"
    elif [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[/=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}

if [[ ${BASH_VERSINFO[0]} -gt 4 || (${BASH_VERSINFO[0]} -eq 4 && ${BASH_VERSINFO[1]} -ge 4) ]]; then
    complete -o nosort -F _meshctl meshctl
else
    complete -F _meshctl meshctl
fi

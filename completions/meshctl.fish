# Completion of meshctl in fish: the program itself tells what can follow.

function __meshctl_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    set -e words[1]
    # What fish would have to read first is no program.
    command -q -- $program
    or set program meshctl
    set -l answer ($program __complete $words "$word" 2>/dev/null </dev/null)
    # The program offers the values of --flag=VALUE without the flag.
    set -l flag (string match -r -- '^--[^=]*=' "$word")
    set -l offered (string match -v -r '^:' -- $answer)
    if set -q offered[1]
        printf '%s\n' "$flag"$offered
    else if contains -- :0 $answer
        printf '%s\n' "$flag"(__fish_complete_path (string replace -- "$flag" '' "$word"))
    end
end

complete -c meshctl -f -k -a '(__meshctl_complete)'

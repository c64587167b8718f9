# Prints what a zsh on a terminal offers for a line, one a line: zsh -f complete.zsh SCRIPT LINE

zmodload zsh/zpty
typeset said
# Reads until the terminal has shown this, and gives up after half a minute.
until_shown() {
    local part i
    for (( i = 0; i < 600; i++ )); do
        while zpty -r -t terminal part; do said+=$part; done
        [[ $said == *$1* ]] && return
        sleep 0.05
    done
    print -u 2 -r -- "zsh showed no $1: $said"
    exit 1
}

zpty terminal zsh -f -i
zpty -w terminal "PROMPT=; autoload -Uz compinit && compinit -u -D; source ${(q)1}"
# Whatever a completion offers goes through compadd; with -O, -A or -D it only asks which of its words fit.
zpty -w terminal 'compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)* ]]; then builtin compadd "$@"; return; fi
    local -a fit
    builtin compadd -A fit "$@"
    (( $#fit )) && print -rl -- "offered<"$^fit">"
    builtin compadd "$@"
}'
zpty -w terminal 'comppostfuncs=(finish); finish() { print -r -- "all ""offered"; exit }; print "all ""read"'
until_shown 'all read'
said=
zpty -n -w terminal "$2"$'\t'
until_shown 'all offered'
for line in ${(f)said}; do
    [[ $line == *'offered<'*'>'* ]] && print -r -- ${${line#*offered<}%>*}
done
exit 0

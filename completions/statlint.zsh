#compdef statlint

autoload -U is-at-least

_statlint() {
    typeset -A opt_args
    typeset -a _arguments_options
    local ret=1

    if is-at-least 5.2; then
        _arguments_options=(-s -S -C)
    else
        _arguments_options=(-s -C)
    fi

    local context curcontext="$curcontext" state line
    _arguments "${_arguments_options[@]}" : \
'-h[Print help]' \
'--help[Print help]' \
'-V[Print version]' \
'--version[Print version]' \
":: :_statlint_commands" \
"*::: :->statlint" \
&& ret=0
    case $state in
    (statlint)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:statlint-command-$line[1]:"
        case $line[1] in
            (check)
_arguments "${_arguments_options[@]}" : \
'--for=[Who reads the result; sets --format and --confidence \[default\: editor\]]:WHO:((editor\:"Likely mistakes, with excerpts"
ci\:"Nothing doubtful, one line each or annotations of GitHub"
research\:"Everything, as JSON Lines"))' \
'--format=[How findings are written]:FORMAT:((pretty\:"Excerpts with the words underlined, for a terminal"
short\:"One line for each finding"
json\:"One array of objects"
jsonl\:"One object on each line"
sarif\:"SARIF 2.1.0, for code scanning"
github\:"Annotations of a GitHub workflow"
github-review\:"The comments of a review on GitHub, with safe repairs to accept"
gitlab\:"The code quality report of GitLab"
junit\:"JUnit'\''s XML, for build servers"
csv\:"One row for each finding, for spreadsheets"
markdown\:"A table for a step summary or a comment"
html\:"One page for a browser\: the documents with their figures marked"))' \
'--output-format=[How findings are written]:FORMAT:((pretty\:"Excerpts with the words underlined, for a terminal"
short\:"One line for each finding"
json\:"One array of objects"
jsonl\:"One object on each line"
sarif\:"SARIF 2.1.0, for code scanning"
github\:"Annotations of a GitHub workflow"
github-review\:"The comments of a review on GitHub, with safe repairs to accept"
gitlab\:"The code quality report of GitLab"
junit\:"JUnit'\''s XML, for build servers"
csv\:"One row for each finding, for spreadsheets"
markdown\:"A table for a step summary or a comment"
html\:"One page for a browser\: the documents with their figures marked"))' \
'*--select=[Use these rules only, divided by commas]:CODE:_default' \
'*--ignore=[Leave these rules out, divided by commas]:CODE:_default' \
'--level=[Show findings of this level and worse]:LEVEL:(error warning note)' \
'--confidence=[Show findings that are at least this likely to be true]:CONFIDENCE:(high medium low)' \
'--fail-on=[End with exit code 1 if something of this level or worse is shown \[default\: warning\]]:LEVEL:(error warning note never)' \
'--baseline=[Leave out the findings that this file knows]:FILE:_files' \
'(--baseline -o --output)--write-baseline=[Write what is found to a file for --baseline, instead of reporting it]:FILE:_files' \
'--since=[Report only what touches lines that have changed since a revision of git]:REV:_default' \
'(--fix --diff --write-baseline --show-config)--comments=[Write a copy of a Word document with what is found as comments at their words]:FILE:_files' \
'(--write-baseline)--show-config=[Say what applies to a file, and where each setting comes from]:FILE:_files' \
'-o+[Write the result to a file]:FILE:_files' \
'--output=[Write the result to a file]:FILE:_files' \
'--config=[Use this configuration, not the statlint.toml nearest to each file]:FILE:_files' \
'*--rules=[Use the rules in this folder as well; may be given again]:DIR:_files' \
'--language=[The language of all documents, such as en \[default\: detected\]]:CODE:_default' \
'--field=[The field of records that holds their text \[default\: the longest string of JSON, the largest column of strings of Parquet\]]:NAME:_default' \
'--stdin-filename=[What standard input is called and, by its extension, what it holds]:NAME:_default' \
'-j+[How many documents are read at a time \[default\: one per processor\]]:N:_default' \
'--jobs=[How many documents are read at a time \[default\: one per processor\]]:N:_default' \
'--color=[When to use colours]:WHEN:(auto always never)' \
'--across[Also compare the documents with each other]' \
'(--fail-on)--exit-zero[Findings do not change the exit code; the same as --fail-on never]' \
'(--since --fix)--staged[Report only what touches lines that are staged, and read them as they are staged]' \
'(--write-baseline)--fix[Make the repairs that cannot change a value, and report the rest]' \
'(--fix --write-baseline --format)--diff[Show the repairs as a diff instead of findings, and change nothing]' \
'--unsafe[With --fix, also ask about each repair that changes what is said; with --diff, show it]' \
'-q[Print findings and errors only, no summary]' \
'--quiet[Print findings and errors only, no summary]' \
'-h[Print help (see more with '\''--help'\'')]' \
'--help[Print help (see more with '\''--help'\'')]' \
'*::paths -- Files, folders and archives; - is standard input \[default\: this folder\]:_files' \
&& ret=0
;;
(figures)
_arguments "${_arguments_options[@]}" : \
'--format=[How numbers are written]:FORMAT:((pretty\:"A table for a terminal"
jsonl\:"One object on each line"
json\:"One array of objects"))' \
'--output-format=[How numbers are written]:FORMAT:((pretty\:"A table for a terminal"
jsonl\:"One object on each line"
json\:"One array of objects"))' \
'-o+[Write the result to a file]:FILE:_files' \
'--output=[Write the result to a file]:FILE:_files' \
'--config=[Use this configuration, not the statlint.toml nearest to each file]:FILE:_files' \
'*--rules=[Use the rules in this folder as well; may be given again]:DIR:_files' \
'--language=[The language of all documents, such as en \[default\: detected\]]:CODE:_default' \
'--field=[The field of records that holds their text \[default\: the longest string of JSON, the largest column of strings of Parquet\]]:NAME:_default' \
'--stdin-filename=[What standard input is called and, by its extension, what it holds]:NAME:_default' \
'-j+[How many documents are read at a time \[default\: one per processor\]]:N:_default' \
'--jobs=[How many documents are read at a time \[default\: one per processor\]]:N:_default' \
'--color=[When to use colours]:WHEN:(auto always never)' \
'-q[Print findings and errors only, no summary]' \
'--quiet[Print findings and errors only, no summary]' \
'-h[Print help (see more with '\''--help'\'')]' \
'--help[Print help (see more with '\''--help'\'')]' \
'*::paths -- Files, folders and archives; - is standard input \[default\: this folder\]:_files' \
&& ret=0
;;
(compare)
_arguments "${_arguments_options[@]}" : \
'--format=[How the figures are written]:FORMAT:((pretty\:"A table for a terminal"
jsonl\:"One object on each line"))' \
'--language=[The language of both versions, such as en \[default\: detected\]]:CODE:_default' \
'--config=[Use this configuration, not the statlint.toml nearest to each file]:FILE:_files' \
'-h[Print help (see more with '\''--help'\'')]' \
'--help[Print help (see more with '\''--help'\'')]' \
':old -- The old version:_files' \
':new -- The new version:_files' \
&& ret=0
;;
(rules)
_arguments "${_arguments_options[@]}" : \
'--config=[Use this configuration, not the statlint.toml of this folder]:FILE:_files' \
'*--rules=[List the rules in this folder as well; may be given again]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
":: :_statlint__subcmd__rules_commands" \
"*::: :->rules" \
&& ret=0

    case $state in
    (rules)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:statlint-rules-command-$line[1]:"
        case $line[1] in
            (test)
_arguments "${_arguments_options[@]}" : \
'--config=[Read the examples with the words of this configuration, not of this folder'\''s]:FILE:_files' \
'-v[Print every example, not only those that fail]' \
'--verbose[Print every example, not only those that fail]' \
'-h[Print help]' \
'--help[Print help]' \
'*::paths -- Folders or files of rules, or of lexicons that the configuration names \[default\: the built-in rules, and all that the configuration names\]:_files' \
&& ret=0
;;
(new)
_arguments "${_arguments_options[@]}" : \
'--dir=[The folder to write it to]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
':code -- What is wrong, in lower case with hyphens:_default' \
&& ret=0
;;
(help)
_arguments "${_arguments_options[@]}" : \
":: :_statlint__subcmd__rules__subcmd__help_commands" \
"*::: :->help" \
&& ret=0

    case $state in
    (help)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:statlint-rules-help-command-$line[1]:"
        case $line[1] in
            (test)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(new)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(help)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
        esac
    ;;
esac
;;
        esac
    ;;
esac
;;
(init)
_arguments "${_arguments_options[@]}" : \
'-h[Print help]' \
'--help[Print help]' \
'::dir -- The folder to write it to; a file that is there stays as it is:_files' \
&& ret=0
;;
(explain)
_arguments "${_arguments_options[@]}" : \
'--config=[Use this configuration, not the statlint.toml of this folder]:FILE:_files' \
'*--rules=[Look in this folder of rules as well; may be given again]:DIR:_files' \
'-h[Print help]' \
'--help[Print help]' \
':code -- The rule'\''s code:_default' \
&& ret=0
;;
(lsp)
_arguments "${_arguments_options[@]}" : \
'-h[Print help]' \
'--help[Print help]' \
&& ret=0
;;
(completions)
_arguments "${_arguments_options[@]}" : \
'-h[Print help]' \
'--help[Print help]' \
':shell -- The shell:(bash elvish fish powershell zsh)' \
&& ret=0
;;
(man)
_arguments "${_arguments_options[@]}" : \
'-h[Print help]' \
'--help[Print help]' \
'::command -- The command:_default' \
&& ret=0
;;
(help)
_arguments "${_arguments_options[@]}" : \
":: :_statlint__subcmd__help_commands" \
"*::: :->help" \
&& ret=0

    case $state in
    (help)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:statlint-help-command-$line[1]:"
        case $line[1] in
            (check)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(figures)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(compare)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(rules)
_arguments "${_arguments_options[@]}" : \
":: :_statlint__subcmd__help__subcmd__rules_commands" \
"*::: :->rules" \
&& ret=0

    case $state in
    (rules)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:statlint-help-rules-command-$line[1]:"
        case $line[1] in
            (test)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(new)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
        esac
    ;;
esac
;;
(init)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(explain)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(lsp)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(completions)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(man)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
(help)
_arguments "${_arguments_options[@]}" : \
&& ret=0
;;
        esac
    ;;
esac
;;
        esac
    ;;
esac
}

(( $+functions[_statlint_commands] )) ||
_statlint_commands() {
    local commands; commands=(
'check:Report what is wrong with the figures of files and folders' \
'figures:List every number, how it was read and what became of it' \
'compare:List the figures that changed between two versions of a document' \
'rules:List, test and write rules' \
'init:Write a statlint.toml with comments' \
'explain:Say why a rule reports something, and what to do' \
'lsp:Serve an editor\: findings as you type, over standard input and output' \
'completions:Print a script that completes commands in a shell' \
'man:Print the manual page of this program or of one of its commands' \
'help:Print this message or the help of the given subcommand(s)' \
    )
    _describe -t commands 'statlint commands' commands "$@"
}
(( $+functions[_statlint__subcmd__check_commands] )) ||
_statlint__subcmd__check_commands() {
    local commands; commands=()
    _describe -t commands 'statlint check commands' commands "$@"
}
(( $+functions[_statlint__subcmd__compare_commands] )) ||
_statlint__subcmd__compare_commands() {
    local commands; commands=()
    _describe -t commands 'statlint compare commands' commands "$@"
}
(( $+functions[_statlint__subcmd__completions_commands] )) ||
_statlint__subcmd__completions_commands() {
    local commands; commands=()
    _describe -t commands 'statlint completions commands' commands "$@"
}
(( $+functions[_statlint__subcmd__explain_commands] )) ||
_statlint__subcmd__explain_commands() {
    local commands; commands=()
    _describe -t commands 'statlint explain commands' commands "$@"
}
(( $+functions[_statlint__subcmd__figures_commands] )) ||
_statlint__subcmd__figures_commands() {
    local commands; commands=()
    _describe -t commands 'statlint figures commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help_commands] )) ||
_statlint__subcmd__help_commands() {
    local commands; commands=(
'check:Report what is wrong with the figures of files and folders' \
'figures:List every number, how it was read and what became of it' \
'compare:List the figures that changed between two versions of a document' \
'rules:List, test and write rules' \
'init:Write a statlint.toml with comments' \
'explain:Say why a rule reports something, and what to do' \
'lsp:Serve an editor\: findings as you type, over standard input and output' \
'completions:Print a script that completes commands in a shell' \
'man:Print the manual page of this program or of one of its commands' \
'help:Print this message or the help of the given subcommand(s)' \
    )
    _describe -t commands 'statlint help commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__check_commands] )) ||
_statlint__subcmd__help__subcmd__check_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help check commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__compare_commands] )) ||
_statlint__subcmd__help__subcmd__compare_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help compare commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__completions_commands] )) ||
_statlint__subcmd__help__subcmd__completions_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help completions commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__explain_commands] )) ||
_statlint__subcmd__help__subcmd__explain_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help explain commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__figures_commands] )) ||
_statlint__subcmd__help__subcmd__figures_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help figures commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__help_commands] )) ||
_statlint__subcmd__help__subcmd__help_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help help commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__init_commands] )) ||
_statlint__subcmd__help__subcmd__init_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help init commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__lsp_commands] )) ||
_statlint__subcmd__help__subcmd__lsp_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help lsp commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__man_commands] )) ||
_statlint__subcmd__help__subcmd__man_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help man commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__rules_commands] )) ||
_statlint__subcmd__help__subcmd__rules_commands() {
    local commands; commands=(
'test:Run the examples of rules and of your own lexicons' \
'new:Write a rule file to start from' \
    )
    _describe -t commands 'statlint help rules commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__rules__subcmd__new_commands] )) ||
_statlint__subcmd__help__subcmd__rules__subcmd__new_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help rules new commands' commands "$@"
}
(( $+functions[_statlint__subcmd__help__subcmd__rules__subcmd__test_commands] )) ||
_statlint__subcmd__help__subcmd__rules__subcmd__test_commands() {
    local commands; commands=()
    _describe -t commands 'statlint help rules test commands' commands "$@"
}
(( $+functions[_statlint__subcmd__init_commands] )) ||
_statlint__subcmd__init_commands() {
    local commands; commands=()
    _describe -t commands 'statlint init commands' commands "$@"
}
(( $+functions[_statlint__subcmd__lsp_commands] )) ||
_statlint__subcmd__lsp_commands() {
    local commands; commands=()
    _describe -t commands 'statlint lsp commands' commands "$@"
}
(( $+functions[_statlint__subcmd__man_commands] )) ||
_statlint__subcmd__man_commands() {
    local commands; commands=()
    _describe -t commands 'statlint man commands' commands "$@"
}
(( $+functions[_statlint__subcmd__rules_commands] )) ||
_statlint__subcmd__rules_commands() {
    local commands; commands=(
'test:Run the examples of rules and of your own lexicons' \
'new:Write a rule file to start from' \
'help:Print this message or the help of the given subcommand(s)' \
    )
    _describe -t commands 'statlint rules commands' commands "$@"
}
(( $+functions[_statlint__subcmd__rules__subcmd__help_commands] )) ||
_statlint__subcmd__rules__subcmd__help_commands() {
    local commands; commands=(
'test:Run the examples of rules and of your own lexicons' \
'new:Write a rule file to start from' \
'help:Print this message or the help of the given subcommand(s)' \
    )
    _describe -t commands 'statlint rules help commands' commands "$@"
}
(( $+functions[_statlint__subcmd__rules__subcmd__help__subcmd__help_commands] )) ||
_statlint__subcmd__rules__subcmd__help__subcmd__help_commands() {
    local commands; commands=()
    _describe -t commands 'statlint rules help help commands' commands "$@"
}
(( $+functions[_statlint__subcmd__rules__subcmd__help__subcmd__new_commands] )) ||
_statlint__subcmd__rules__subcmd__help__subcmd__new_commands() {
    local commands; commands=()
    _describe -t commands 'statlint rules help new commands' commands "$@"
}
(( $+functions[_statlint__subcmd__rules__subcmd__help__subcmd__test_commands] )) ||
_statlint__subcmd__rules__subcmd__help__subcmd__test_commands() {
    local commands; commands=()
    _describe -t commands 'statlint rules help test commands' commands "$@"
}
(( $+functions[_statlint__subcmd__rules__subcmd__new_commands] )) ||
_statlint__subcmd__rules__subcmd__new_commands() {
    local commands; commands=()
    _describe -t commands 'statlint rules new commands' commands "$@"
}
(( $+functions[_statlint__subcmd__rules__subcmd__test_commands] )) ||
_statlint__subcmd__rules__subcmd__test_commands() {
    local commands; commands=()
    _describe -t commands 'statlint rules test commands' commands "$@"
}

if [ "$funcstack[1]" = "_statlint" ]; then
    _statlint "$@"
else
    compdef _statlint statlint
fi

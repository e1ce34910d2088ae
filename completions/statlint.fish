# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_statlint_global_optspecs
    string join \n h/help V/version
end

function __fish_statlint_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_statlint_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_statlint_using_subcommand
    set -l cmd (__fish_statlint_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c statlint -n "__fish_statlint_needs_command" -s h -l help -d 'Print help'
complete -c statlint -n "__fish_statlint_needs_command" -s V -l version -d 'Print version'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "check" -d 'Report what is wrong with the figures of files and folders'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "figures" -d 'List every number, how it was read and what became of it'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "compare" -d 'List the figures that changed between two versions of a document'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "rules" -d 'List, test and write rules'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "init" -d 'Write a statlint.toml with comments'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "explain" -d 'Say why a rule reports something, and what to do'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "lsp" -d 'Serve an editor: findings as you type, over standard input and output'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "completions" -d 'Print a script that completes commands in a shell'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "man" -d 'Print the manual page of this program or of one of its commands'
complete -c statlint -n "__fish_statlint_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c statlint -n "__fish_statlint_using_subcommand check" -l for -d 'Who reads the result; sets --format and --confidence [default: editor]' -r -f -a "editor\t'Likely mistakes, with excerpts'
ci\t'Nothing doubtful, one line each or annotations of GitHub'
research\t'Everything, as JSON Lines'"
complete -c statlint -n "__fish_statlint_using_subcommand check" -l format -l output-format -d 'How findings are written' -r -f -a "pretty\t'Excerpts with the words underlined, for a terminal'
short\t'One line for each finding'
json\t'One array of objects'
jsonl\t'One object on each line'
sarif\t'SARIF 2.1.0, for code scanning'
github\t'Annotations of a GitHub workflow'
github-review\t'The comments of a review on GitHub, with safe repairs to accept'
gitlab\t'The code quality report of GitLab'
junit\t'JUnit\'s XML, for build servers'
csv\t'One row for each finding, for spreadsheets'
markdown\t'A table for a step summary or a comment'
html\t'One page for a browser: the documents with their figures marked'"
complete -c statlint -n "__fish_statlint_using_subcommand check" -l select -d 'Use these rules only, divided by commas' -r
complete -c statlint -n "__fish_statlint_using_subcommand check" -l ignore -d 'Leave these rules out, divided by commas' -r
complete -c statlint -n "__fish_statlint_using_subcommand check" -l level -d 'Show findings of this level and worse' -r -f -a "error\t''
warning\t''
note\t''"
complete -c statlint -n "__fish_statlint_using_subcommand check" -l confidence -d 'Show findings that are at least this likely to be true' -r -f -a "high\t''
medium\t''
low\t''"
complete -c statlint -n "__fish_statlint_using_subcommand check" -l fail-on -d 'End with exit code 1 if something of this level or worse is shown [default: warning]' -r -f -a "error\t''
warning\t''
note\t''
never\t''"
complete -c statlint -n "__fish_statlint_using_subcommand check" -l baseline -d 'Leave out the findings that this file knows' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand check" -l write-baseline -d 'Write what is found to a file for --baseline, instead of reporting it' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand check" -l since -d 'Report only what touches lines that have changed since a revision of git' -r
complete -c statlint -n "__fish_statlint_using_subcommand check" -l comments -d 'Write a copy of a Word document with what is found as comments at their words' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand check" -l show-config -d 'Say what applies to a file, and where each setting comes from' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand check" -s o -l output -d 'Write the result to a file' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand check" -l config -d 'Use this configuration, not the statlint.toml nearest to each file' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand check" -l rules -d 'Use the rules in this folder as well; may be given again' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand check" -l language -d 'The language of all documents, such as en [default: detected]' -r
complete -c statlint -n "__fish_statlint_using_subcommand check" -l field -d 'The field of records that holds their text [default: the longest string of JSON, the largest column of strings of Parquet]' -r
complete -c statlint -n "__fish_statlint_using_subcommand check" -l stdin-filename -d 'What standard input is called and, by its extension, what it holds' -r
complete -c statlint -n "__fish_statlint_using_subcommand check" -s j -l jobs -d 'How many documents are read at a time [default: one per processor]' -r
complete -c statlint -n "__fish_statlint_using_subcommand check" -l color -d 'When to use colours' -r -f -a "auto\t''
always\t''
never\t''"
complete -c statlint -n "__fish_statlint_using_subcommand check" -l across -d 'Also compare the documents with each other'
complete -c statlint -n "__fish_statlint_using_subcommand check" -l exit-zero -d 'Findings do not change the exit code; the same as --fail-on never'
complete -c statlint -n "__fish_statlint_using_subcommand check" -l staged -d 'Report only what touches lines that are staged, and read them as they are staged'
complete -c statlint -n "__fish_statlint_using_subcommand check" -l fix -d 'Make the repairs that cannot change a value, and report the rest'
complete -c statlint -n "__fish_statlint_using_subcommand check" -l diff -d 'Show the repairs as a diff instead of findings, and change nothing'
complete -c statlint -n "__fish_statlint_using_subcommand check" -l unsafe -d 'With --fix, also ask about each repair that changes what is said; with --diff, show it'
complete -c statlint -n "__fish_statlint_using_subcommand check" -s q -l quiet -d 'Print findings and errors only, no summary'
complete -c statlint -n "__fish_statlint_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c statlint -n "__fish_statlint_using_subcommand figures" -l format -l output-format -d 'How numbers are written' -r -f -a "pretty\t'A table for a terminal'
jsonl\t'One object on each line'
json\t'One array of objects'"
complete -c statlint -n "__fish_statlint_using_subcommand figures" -s o -l output -d 'Write the result to a file' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand figures" -l config -d 'Use this configuration, not the statlint.toml nearest to each file' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand figures" -l rules -d 'Use the rules in this folder as well; may be given again' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand figures" -l language -d 'The language of all documents, such as en [default: detected]' -r
complete -c statlint -n "__fish_statlint_using_subcommand figures" -l field -d 'The field of records that holds their text [default: the longest string of JSON, the largest column of strings of Parquet]' -r
complete -c statlint -n "__fish_statlint_using_subcommand figures" -l stdin-filename -d 'What standard input is called and, by its extension, what it holds' -r
complete -c statlint -n "__fish_statlint_using_subcommand figures" -s j -l jobs -d 'How many documents are read at a time [default: one per processor]' -r
complete -c statlint -n "__fish_statlint_using_subcommand figures" -l color -d 'When to use colours' -r -f -a "auto\t''
always\t''
never\t''"
complete -c statlint -n "__fish_statlint_using_subcommand figures" -s q -l quiet -d 'Print findings and errors only, no summary'
complete -c statlint -n "__fish_statlint_using_subcommand figures" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c statlint -n "__fish_statlint_using_subcommand compare" -l format -d 'How the figures are written' -r -f -a "pretty\t'A table for a terminal'
jsonl\t'One object on each line'"
complete -c statlint -n "__fish_statlint_using_subcommand compare" -l language -d 'The language of both versions, such as en [default: detected]' -r
complete -c statlint -n "__fish_statlint_using_subcommand compare" -l config -d 'Use this configuration, not the statlint.toml nearest to each file' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand compare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and not __fish_seen_subcommand_from test new help" -l config -d 'Use this configuration, not the statlint.toml of this folder' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand rules; and not __fish_seen_subcommand_from test new help" -l rules -d 'List the rules in this folder as well; may be given again' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand rules; and not __fish_seen_subcommand_from test new help" -s h -l help -d 'Print help'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and not __fish_seen_subcommand_from test new help" -f -a "test" -d 'Run the examples of rules and of your own lexicons'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and not __fish_seen_subcommand_from test new help" -f -a "new" -d 'Write a rule file to start from'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and not __fish_seen_subcommand_from test new help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and __fish_seen_subcommand_from test" -l config -d 'Read the examples with the words of this configuration, not of this folder\'s' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand rules; and __fish_seen_subcommand_from test" -s v -l verbose -d 'Print every example, not only those that fail'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and __fish_seen_subcommand_from new" -l dir -d 'The folder to write it to' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand rules; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and __fish_seen_subcommand_from help" -f -a "test" -d 'Run the examples of rules and of your own lexicons'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and __fish_seen_subcommand_from help" -f -a "new" -d 'Write a rule file to start from'
complete -c statlint -n "__fish_statlint_using_subcommand rules; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c statlint -n "__fish_statlint_using_subcommand init" -s h -l help -d 'Print help'
complete -c statlint -n "__fish_statlint_using_subcommand explain" -l config -d 'Use this configuration, not the statlint.toml of this folder' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand explain" -l rules -d 'Look in this folder of rules as well; may be given again' -r -F
complete -c statlint -n "__fish_statlint_using_subcommand explain" -s h -l help -d 'Print help'
complete -c statlint -n "__fish_statlint_using_subcommand lsp" -s h -l help -d 'Print help'
complete -c statlint -n "__fish_statlint_using_subcommand completions" -s h -l help -d 'Print help'
complete -c statlint -n "__fish_statlint_using_subcommand man" -s h -l help -d 'Print help'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "check" -d 'Report what is wrong with the figures of files and folders'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "figures" -d 'List every number, how it was read and what became of it'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "compare" -d 'List the figures that changed between two versions of a document'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "rules" -d 'List, test and write rules'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "init" -d 'Write a statlint.toml with comments'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "explain" -d 'Say why a rule reports something, and what to do'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "lsp" -d 'Serve an editor: findings as you type, over standard input and output'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "completions" -d 'Print a script that completes commands in a shell'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "man" -d 'Print the manual page of this program or of one of its commands'
complete -c statlint -n "__fish_statlint_using_subcommand help; and not __fish_seen_subcommand_from check figures compare rules init explain lsp completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c statlint -n "__fish_statlint_using_subcommand help; and __fish_seen_subcommand_from rules" -f -a "test" -d 'Run the examples of rules and of your own lexicons'
complete -c statlint -n "__fish_statlint_using_subcommand help; and __fish_seen_subcommand_from rules" -f -a "new" -d 'Write a rule file to start from'


use builtin;
use str;

set edit:completion:arg-completer[statlint] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'statlint'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'statlint'= {
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand check 'Report what is wrong with the figures of files and folders'
            cand figures 'List every number, how it was read and what became of it'
            cand compare 'List the figures that changed between two versions of a document'
            cand rules 'List, test and write rules'
            cand init 'Write a statlint.toml with comments'
            cand explain 'Say why a rule reports something, and what to do'
            cand lsp 'Serve an editor: findings as you type, over standard input and output'
            cand completions 'Print a script that completes commands in a shell'
            cand man 'Print the manual page of this program or of one of its commands'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'statlint;check'= {
            cand --for 'Who reads the result; sets --format and --confidence [default: editor]'
            cand --format 'How findings are written'
            cand --output-format 'How findings are written'
            cand --select 'Use these rules only, divided by commas'
            cand --ignore 'Leave these rules out, divided by commas'
            cand --level 'Show findings of this level and worse'
            cand --confidence 'Show findings that are at least this likely to be true'
            cand --fail-on 'End with exit code 1 if something of this level or worse is shown [default: warning]'
            cand --baseline 'Leave out the findings that this file knows'
            cand --write-baseline 'Write what is found to a file for --baseline, instead of reporting it'
            cand --since 'Report only what touches lines that have changed since a revision of git'
            cand --comments 'Write a copy of a Word document with what is found as comments at their words'
            cand --show-config 'Say what applies to a file, and where each setting comes from'
            cand -o 'Write the result to a file'
            cand --output 'Write the result to a file'
            cand --config 'Use this configuration, not the statlint.toml nearest to each file'
            cand --rules 'Use the rules in this folder as well; may be given again'
            cand --language 'The language of all documents, such as en [default: detected]'
            cand --field 'The field of records that holds their text [default: the longest string of JSON, the largest column of strings of Parquet]'
            cand --stdin-filename 'What standard input is called and, by its extension, what it holds'
            cand -j 'How many documents are read at a time [default: one per processor]'
            cand --jobs 'How many documents are read at a time [default: one per processor]'
            cand --color 'When to use colours'
            cand --across 'Also compare the documents with each other'
            cand --exit-zero 'Findings do not change the exit code; the same as --fail-on never'
            cand --staged 'Report only what touches lines that are staged, and read them as they are staged'
            cand --fix 'Make the repairs that cannot change a value, and report the rest'
            cand --diff 'Show the repairs as a diff instead of findings, and change nothing'
            cand --unsafe 'With --fix, also ask about each repair that changes what is said; with --diff, show it'
            cand -q 'Print findings and errors only, no summary'
            cand --quiet 'Print findings and errors only, no summary'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'statlint;figures'= {
            cand --format 'How numbers are written'
            cand --output-format 'How numbers are written'
            cand -o 'Write the result to a file'
            cand --output 'Write the result to a file'
            cand --config 'Use this configuration, not the statlint.toml nearest to each file'
            cand --rules 'Use the rules in this folder as well; may be given again'
            cand --language 'The language of all documents, such as en [default: detected]'
            cand --field 'The field of records that holds their text [default: the longest string of JSON, the largest column of strings of Parquet]'
            cand --stdin-filename 'What standard input is called and, by its extension, what it holds'
            cand -j 'How many documents are read at a time [default: one per processor]'
            cand --jobs 'How many documents are read at a time [default: one per processor]'
            cand --color 'When to use colours'
            cand -q 'Print findings and errors only, no summary'
            cand --quiet 'Print findings and errors only, no summary'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'statlint;compare'= {
            cand --format 'How the figures are written'
            cand --language 'The language of both versions, such as en [default: detected]'
            cand --config 'Use this configuration, not the statlint.toml nearest to each file'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'statlint;rules'= {
            cand --config 'Use this configuration, not the statlint.toml of this folder'
            cand --rules 'List the rules in this folder as well; may be given again'
            cand -h 'Print help'
            cand --help 'Print help'
            cand test 'Run the examples of rules and of your own lexicons'
            cand new 'Write a rule file to start from'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'statlint;rules;test'= {
            cand --config 'Read the examples with the words of this configuration, not of this folder''s'
            cand -v 'Print every example, not only those that fail'
            cand --verbose 'Print every example, not only those that fail'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'statlint;rules;new'= {
            cand --dir 'The folder to write it to'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'statlint;rules;help'= {
            cand test 'Run the examples of rules and of your own lexicons'
            cand new 'Write a rule file to start from'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'statlint;rules;help;test'= {
        }
        &'statlint;rules;help;new'= {
        }
        &'statlint;rules;help;help'= {
        }
        &'statlint;init'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'statlint;explain'= {
            cand --config 'Use this configuration, not the statlint.toml of this folder'
            cand --rules 'Look in this folder of rules as well; may be given again'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'statlint;lsp'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'statlint;completions'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'statlint;man'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'statlint;help'= {
            cand check 'Report what is wrong with the figures of files and folders'
            cand figures 'List every number, how it was read and what became of it'
            cand compare 'List the figures that changed between two versions of a document'
            cand rules 'List, test and write rules'
            cand init 'Write a statlint.toml with comments'
            cand explain 'Say why a rule reports something, and what to do'
            cand lsp 'Serve an editor: findings as you type, over standard input and output'
            cand completions 'Print a script that completes commands in a shell'
            cand man 'Print the manual page of this program or of one of its commands'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'statlint;help;check'= {
        }
        &'statlint;help;figures'= {
        }
        &'statlint;help;compare'= {
        }
        &'statlint;help;rules'= {
            cand test 'Run the examples of rules and of your own lexicons'
            cand new 'Write a rule file to start from'
        }
        &'statlint;help;rules;test'= {
        }
        &'statlint;help;rules;new'= {
        }
        &'statlint;help;init'= {
        }
        &'statlint;help;explain'= {
        }
        &'statlint;help;lsp'= {
        }
        &'statlint;help;completions'= {
        }
        &'statlint;help;man'= {
        }
        &'statlint;help;help'= {
        }
    ]
    $completions[$command]
}

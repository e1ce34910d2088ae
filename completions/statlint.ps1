
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'statlint' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'statlint'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'statlint' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Report what is wrong with the figures of files and folders')
            [CompletionResult]::new('figures', 'figures', [CompletionResultType]::ParameterValue, 'List every number, how it was read and what became of it')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'List the figures that changed between two versions of a document')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'List, test and write rules')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a statlint.toml with comments')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Say why a rule reports something, and what to do')
            [CompletionResult]::new('lsp', 'lsp', [CompletionResultType]::ParameterValue, 'Serve an editor: findings as you type, over standard input and output')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a script that completes commands in a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page of this program or of one of its commands')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'statlint;check' {
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Who reads the result; sets --format and --confidence [default: editor]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How findings are written')
            [CompletionResult]::new('--output-format', '--output-format', [CompletionResultType]::ParameterName, 'How findings are written')
            [CompletionResult]::new('--select', '--select', [CompletionResultType]::ParameterName, 'Use these rules only, divided by commas')
            [CompletionResult]::new('--ignore', '--ignore', [CompletionResultType]::ParameterName, 'Leave these rules out, divided by commas')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'Show findings of this level and worse')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'Show findings that are at least this likely to be true')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with exit code 1 if something of this level or worse is shown [default: warning]')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Leave out the findings that this file knows')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Write what is found to a file for --baseline, instead of reporting it')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Report only what touches lines that have changed since a revision of git')
            [CompletionResult]::new('--comments', '--comments', [CompletionResultType]::ParameterName, 'Write a copy of a Word document with what is found as comments at their words')
            [CompletionResult]::new('--show-config', '--show-config', [CompletionResultType]::ParameterName, 'Say what applies to a file, and where each setting comes from')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to a file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to a file')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration, not the statlint.toml nearest to each file')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'Use the rules in this folder as well; may be given again')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'The language of all documents, such as en [default: detected]')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'The field of records that holds their text [default: the longest string of JSON, the largest column of strings of Parquet]')
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'What standard input is called and, by its extension, what it holds')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'How many documents are read at a time [default: one per processor]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many documents are read at a time [default: one per processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('--across', '--across', [CompletionResultType]::ParameterName, 'Also compare the documents with each other')
            [CompletionResult]::new('--exit-zero', '--exit-zero', [CompletionResultType]::ParameterName, 'Findings do not change the exit code; the same as --fail-on never')
            [CompletionResult]::new('--staged', '--staged', [CompletionResultType]::ParameterName, 'Report only what touches lines that are staged, and read them as they are staged')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Make the repairs that cannot change a value, and report the rest')
            [CompletionResult]::new('--diff', '--diff', [CompletionResultType]::ParameterName, 'Show the repairs as a diff instead of findings, and change nothing')
            [CompletionResult]::new('--unsafe', '--unsafe', [CompletionResultType]::ParameterName, 'With --fix, also ask about each repair that changes what is said; with --diff, show it')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print findings and errors only, no summary')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print findings and errors only, no summary')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'statlint;figures' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How numbers are written')
            [CompletionResult]::new('--output-format', '--output-format', [CompletionResultType]::ParameterName, 'How numbers are written')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the result to a file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the result to a file')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration, not the statlint.toml nearest to each file')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'Use the rules in this folder as well; may be given again')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'The language of all documents, such as en [default: detected]')
            [CompletionResult]::new('--field', '--field', [CompletionResultType]::ParameterName, 'The field of records that holds their text [default: the longest string of JSON, the largest column of strings of Parquet]')
            [CompletionResult]::new('--stdin-filename', '--stdin-filename', [CompletionResultType]::ParameterName, 'What standard input is called and, by its extension, what it holds')
            [CompletionResult]::new('-j', '-j', [CompletionResultType]::ParameterName, 'How many documents are read at a time [default: one per processor]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many documents are read at a time [default: one per processor]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colours')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print findings and errors only, no summary')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print findings and errors only, no summary')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'statlint;compare' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the figures are written')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'The language of both versions, such as en [default: detected]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration, not the statlint.toml nearest to each file')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'statlint;rules' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration, not the statlint.toml of this folder')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'List the rules in this folder as well; may be given again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Run the examples of rules and of your own lexicons')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Write a rule file to start from')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'statlint;rules;test' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Read the examples with the words of this configuration, not of this folder''s')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print every example, not only those that fail')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print every example, not only those that fail')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'statlint;rules;new' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'The folder to write it to')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'statlint;rules;help' {
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Run the examples of rules and of your own lexicons')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Write a rule file to start from')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'statlint;rules;help;test' {
            break
        }
        'statlint;rules;help;new' {
            break
        }
        'statlint;rules;help;help' {
            break
        }
        'statlint;init' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'statlint;explain' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration, not the statlint.toml of this folder')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'Look in this folder of rules as well; may be given again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'statlint;lsp' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'statlint;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'statlint;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'statlint;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Report what is wrong with the figures of files and folders')
            [CompletionResult]::new('figures', 'figures', [CompletionResultType]::ParameterValue, 'List every number, how it was read and what became of it')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'List the figures that changed between two versions of a document')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'List, test and write rules')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a statlint.toml with comments')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Say why a rule reports something, and what to do')
            [CompletionResult]::new('lsp', 'lsp', [CompletionResultType]::ParameterValue, 'Serve an editor: findings as you type, over standard input and output')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a script that completes commands in a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page of this program or of one of its commands')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'statlint;help;check' {
            break
        }
        'statlint;help;figures' {
            break
        }
        'statlint;help;compare' {
            break
        }
        'statlint;help;rules' {
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Run the examples of rules and of your own lexicons')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Write a rule file to start from')
            break
        }
        'statlint;help;rules;test' {
            break
        }
        'statlint;help;rules;new' {
            break
        }
        'statlint;help;init' {
            break
        }
        'statlint;help;explain' {
            break
        }
        'statlint;help;lsp' {
            break
        }
        'statlint;help;completions' {
            break
        }
        'statlint;help;man' {
            break
        }
        'statlint;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}

# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of lync-pin-wizard for fish. Scripts/package.d/test checks it against the program.

function __lync_pin_wizard_sessions
    # The first word of each line.
    lync-pin-wizard sessions 2>/dev/null | string replace --regex ' .*' ''
end

function __lync_pin_wizard_stores
    printf '%s\n' ROOT= CA= AUTHROOT=
    set --local word (commandline --current-token)
    if string match --quiet --regex '^(?<store>ROOT|CA|AUTHROOT)=(?<path>.*)$' -- $word
        __fish_complete_path $path | string replace --regex '^' "$store="
    else
        __fish_complete_path $word
    end
end

set --local languages en de fr es pt-BR it ja zh-Hans ko ru
set --local wizard complete --command lync-pin-wizard

$wizard --no-files

$wizard --long-option answers --require-parameter --force-files --description 'Take the answers from a file'
$wizard --long-option language --exclusive --arguments "$languages" --description "Language of the wizard's texts"
$wizard --long-option windows-language --exclusive --arguments "$languages" --description 'Language of Windows on the server'
$wizard --long-option lync-language --exclusive --arguments "$languages" --description 'Language of Lync on the server'
$wizard --short-option h --long-option help --description 'Show the commands and options'
$wizard --long-option version --description 'Show the version'

$wizard --condition __fish_use_subcommand --arguments start --description 'Work on a real server'
$wizard --condition __fish_use_subcommand --arguments practice --description 'Try it on a simulated server'
$wizard --condition __fish_use_subcommand --arguments resume --description 'Continue where you stopped'
$wizard --condition __fish_use_subcommand --arguments commands --description 'Write command files for the server'
$wizard --condition __fish_use_subcommand --arguments recheck --description 'Check that nothing has changed since'
$wizard --condition __fish_use_subcommand --arguments restore --description 'Restore what the session removed'
$wizard --condition __fish_use_subcommand --arguments handover --description 'Pack a session for another computer'
$wizard --condition __fish_use_subcommand --arguments request --description 'Text for the person who has to agree'
$wizard --condition __fish_use_subcommand --arguments approve --description 'Read and sign what someone else is about to delete'
$wizard --condition __fish_use_subcommand --arguments sessions --description 'List all sessions'
$wizard --condition __fish_use_subcommand --arguments status --description 'Show the state of a session'
$wizard --condition __fish_use_subcommand --arguments transcript --description 'Write a transcript of what was done'
$wizard --condition __fish_use_subcommand --arguments verify --description 'Check that a session file was not changed'
$wizard --condition __fish_use_subcommand --arguments inspect --description 'Analyze files without questions'
$wizard --condition __fish_use_subcommand --arguments collect --description 'Read all stores of a server into a folder'
$wizard --condition __fish_use_subcommand --arguments probe --description 'Show what a server presents over TLS'
$wizard --condition __fish_use_subcommand --arguments help --description 'Show the commands and options, or one command'
$wizard --condition __fish_use_subcommand --arguments version --description 'Show the version'

set --local versions --condition '__fish_seen_subcommand_from start practice'
$wizard $versions --long-option server --exclusive --arguments '2008 2012 2012R2 2016 2019' --description 'Version of Windows Server'
$wizard $versions --long-option product --exclusive --arguments 'lync2010 lync2013 sfb2015' --description 'Product on the server'

set --local start --condition '__fish_seen_subcommand_from start'
$wizard $start --long-option procedure --exclusive --arguments 'duplicates move' --description 'Duplicates, or the move to Intermediate'
$wizard $start --long-option session --require-parameter --force-files --description 'Keep the session in this file'

$wizard $start --long-option dry-run --description 'Write nothing to a live server'

set --local live --condition '__fish_seen_subcommand_from start recheck inspect collect'
$wizard $live --long-option live --exclusive --arguments '(__fish_print_hostnames)' --description 'Server to read directly'

set --local recheck --condition '__fish_seen_subcommand_from recheck'
$wizard $recheck --long-option no-input --description 'Ask nothing'
$wizard $recheck --long-option format --exclusive --arguments 'nagios prometheus json' --description 'Result for monitoring'
$wizard $recheck --long-option max-age --exclusive --description 'Age in hours from which on a file is too old'

set --local sessions --condition '__fish_seen_subcommand_from sessions'
$wizard $sessions --long-option prune --description 'Ask about each session whether to remove it'

set --local access --condition '__fish_seen_subcommand_from start resume recheck restore inspect collect'
$wizard $access --long-option auth-file --require-parameter --force-files --description 'User and password for a live server'
$wizard $access --long-option kerberos --description 'Sign in to a live server with a ticket'

set --local computer --condition '__fish_seen_subcommand_from inspect collect'
$wizard $computer --long-option computer --exclusive --description 'Name of the computer that has to answer'

set --local like --condition '__fish_seen_subcommand_from start practice'
$wizard $like --long-option like --exclusive --arguments '(__lync_pin_wizard_sessions)' --description 'Offer what an ended session has in common'
set --local named --condition '__fish_seen_subcommand_from start practice'
$wizard $named --long-option name --exclusive --description 'Name of the session'

set --local pace --condition '__fish_seen_subcommand_from start practice resume'
$wizard $pace --long-option pace --exclusive --arguments 'each window' --description 'Ask step by step, or show the clicks of a window together'

set --local events --condition '__fish_seen_subcommand_from start recheck'
$wizard $events --long-option events --require-parameter --force-files --description 'Saved events'

set --local receipt --condition '__fish_seen_subcommand_from resume restore'
$wizard $receipt --long-option receipt --require-parameter --force-files --description 'Receipt written by a command file'

set --local resume --condition '__fish_seen_subcommand_from resume'
$wizard $resume --long-option approval --require-parameter --force-files --description 'What approve wrote for this session'

set --local approve --condition '__fish_seen_subcommand_from approve'
$wizard $approve --long-option key --require-parameter --force-files --description 'SSH key to sign with'

set --local chain --condition '__fish_seen_subcommand_from start inspect'
$wizard $chain --long-option chain --require-parameter --force-files --description 'Certificates of the path'

set --local stores --condition '__fish_seen_subcommand_from start recheck restore inspect'
$wizard $stores --long-option store --exclusive --arguments '(__lync_pin_wizard_stores)' --description 'Certificates in a store'

set --local from --condition '__fish_seen_subcommand_from start recheck inspect'
$wizard $from --long-option from --require-parameter --force-files --description 'Everything from a server'

set --local practice --condition '__fish_seen_subcommand_from practice'
$wizard $practice --long-option by-hand --description 'Ask for every value, as on a real server'
$wizard $practice --long-option desktop --description "Show the windows of a session's server"
$wizard $practice --long-option seed --exclusive --description 'Get the same names, numbers and dates'
$wizard $practice --arguments 'duplicate-root duplicate-intermediate both listed-once none-matches same-name-other-ca sibling-intermediates renewed-same-key partial-match group-policy another-generation two-servers second-server misplaced'

set --local session --condition '__fish_seen_subcommand_from resume commands recheck restore handover request status transcript verify'
$wizard $session --arguments '(__lync_pin_wizard_sessions)' --description Session

set --local transcript --condition '__fish_seen_subcommand_from transcript'
$wizard $transcript --long-option format --exclusive --arguments 'text markdown html json ticket' --description 'Output format'
$wizard $transcript --long-option pseudonyms --description 'Other names for servers and people'

set --local output --condition '__fish_seen_subcommand_from transcript commands handover request approve collect'
$wizard $output --long-option output --require-parameter --force-files --description 'Where to write'

set --local verify --condition '__fish_seen_subcommand_from verify'
$wizard $verify --long-option head --exclusive --description 'Saved hash of the last line'

set --local inspect --condition '__fish_seen_subcommand_from inspect'
$wizard $inspect --long-option pool --require-parameter --force-files --description 'Folder with a subfolder or file per server'
$wizard $inspect --long-option against --require-parameter --force-files --description 'Another server, or the same before'
$wizard $inspect --long-option html --require-parameter --force-files --description 'Write a web page to a new file'
$wizard $inspect --long-option zone --exclusive --description "Offset of the server's clock from UTC"
$wizard $inspect --long-option all --description 'Show unrelated entries too'
$wizard $inspect --long-option signatures --description 'Verify the signature of every root'
$wizard $inspect --long-option issuer-list --description "Show Schannel's issuer list with sizes"
$wizard $inspect --long-option check --description 'Exit status 1 when an entry needs attention'

set --local scripts --condition '__fish_seen_subcommand_from commands restore sessions status verify inspect collect probe'
$wizard $scripts --long-option json --description 'For scripts'

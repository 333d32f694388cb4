# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of lync-pin-wizard for bash. Scripts/package.d/test checks it against the program.

_lync_pin_wizard() {
  local languages="en de fr es pt-BR it ja zh-Hans ko ru"
  local common="--answers --language --windows-language --lync-language --help --version"
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local -a words=("${COMP_WORDS[@]:1:COMP_CWORD-1}")
  COMPREPLY=()

  # Readline treats “=” as a separate word.
  if [[ $current == = ]]; then
    current=
    words+=("=")
  fi
  if ((${#words[@]} > 1)) && [[ ${words[-1]} == = ]]; then
    previous=${words[-2]}
    case $previous in ROOT | CA | AUTHROOT) previous=--chain ;; esac
  fi

  # The command is the first word that is neither an option nor an option's value.
  local command='' isValue='' word
  for word in "${words[@]}"; do
    case $word in
    --json | --all | --signatures | --issuer-list | --check | --pseudonyms | --kerberos | --dry-run | --by-hand | --desktop | --no-input | --prune | \
      --help | --version | -h | -V) isValue= ;;
    =) isValue=1 ;;
    --*) isValue=1 ;;
    *)
      if [[ -z $isValue ]]; then
        command=$word
        break
      fi
      isValue=
      ;;
    esac
  done

  local choices=''
  case $previous in
  --server) choices="2008 2012 2012R2 2016 2019" ;;
  --procedure) choices="duplicates move" ;;
  --product) choices="lync2010 lync2013 sfb2015" ;;
  --pace) choices="each window" ;;
  --format)
    choices="text markdown html json ticket"
    if [[ $command == recheck ]]; then choices="nagios prometheus json"; fi
    ;;
  --language | --windows-language | --lync-language) choices=$languages ;;
  --store)
    compopt -o nospace 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -W "ROOT= CA= AUTHROOT=" -- "$current")
    _lync_pin_wizard_files "$current"
    return
    ;;
  --chain | --events | --from | --session | --output | --answers | --pool | --receipt | --auth-file)
    _lync_pin_wizard_files "$current"
    return
    ;;
  --live)
    mapfile -t COMPREPLY < <(compgen -A hostname -- "$current")
    return
    ;;
  --like) choices=$(_lync_pin_wizard_sessions "$1") ;;
  --name | --seed | --head | --zone | --max-age | --computer) return ;;
  *)
    case $command in
    '') choices="start practice resume commands recheck restore handover request approve sessions status transcript verify inspect collect probe help version" ;;
    help) choices="start practice resume commands recheck restore handover request approve sessions status transcript verify inspect collect probe" ;;
    practice)
      choices="duplicate-root duplicate-intermediate both listed-once none-matches same-name-other-ca"
      choices+=" sibling-intermediates renewed-same-key partial-match group-policy another-generation two-servers"
      choices+=" second-server misplaced"
      ;;
    esac
    if [[ $command == practice && " ${words[*]} " == *' --desktop '* ]]; then choices=$(_lync_pin_wizard_sessions "$1"); fi
    case $command in
    resume | commands | recheck | restore | handover | request | status | transcript | verify) choices=$(_lync_pin_wizard_sessions "$1") ;;
    esac
    if [[ $current == -* ]]; then
      case $command in
      start)
        choices="--procedure --server --product --name --chain --store --events --from --session --live --auth-file"
        choices+=" --kerberos --dry-run --pace --like"
        ;;
      practice) choices="--by-hand --desktop --server --product --seed --name --pace --like" ;;
      resume) choices="--receipt --approval --auth-file --kerberos --pace" ;;
      commands) choices="--output --json" ;;
      handover | request) choices="--output" ;;
      approve) choices="--key --output" ;;
      recheck) choices="--store --from --events --live --auth-file --kerberos --no-input --format --max-age" ;;
      restore) choices="--store --receipt --auth-file --kerberos --json" ;;
      sessions) choices="--json --prune" ;;
      status | probe) choices="--json" ;;
      transcript) choices="--format --output --pseudonyms" ;;
      verify) choices="--head --json" ;;
      inspect)
        choices="--chain --store --from --live --auth-file --kerberos --computer --pool --against --zone --json --html"
        choices+=" --all --signatures --issuer-list --check"
        ;;
      collect) choices="--live --auth-file --kerberos --computer --output --json" ;;
      *) choices= ;;
      esac
      choices+=" $common"
    elif [[ $current == */* ]]; then
      _lync_pin_wizard_files "$current"
      return
    fi
    ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
}

# The names of the sessions: the first word of each line.
_lync_pin_wizard_sessions() {
  local name
  while read -r name _; do
    printf '%s\n' "$name"
  done < <("$1" sessions 2>/dev/null)
}

_lync_pin_wizard_files() {
  local -a files
  mapfile -t files < <(compgen -f -- "$1")
  ((${#files[@]})) || return 0
  compopt -o filenames 2>/dev/null
  COMPREPLY+=("${files[@]}")
}

complete -F _lync_pin_wizard lync-pin-wizard


say() {
  printf '%s\n' "$*"
}

# Runs a command as the worker does: alone, for a limited time, output to a file.
alone() {
  log=$folder/traffic/break-glass-$1.log
  limit=$2
  shift 2
  # What a command prints may hold secrets.
  (umask 077 && : >"$log")
  setsid -w sh -c "$alone" alone "$folder/traffic/lock" "$patience" "$folder/traffic/turn" \
    "$token" "$limit" "$@" >"$log" 2>&1
}

needed() {
  if [ ! -e "$folder/traffic/$2.json" ]; then
    say "$1: not needed, $2 was never attempted."
    return 1
  fi
  # Writes must not go to two servers at once.
  case $failed in
    *revert*)
      say "$1: HELD BACK, because revert failed and applications may still write to the target."
      failed="$failed $1"
      return 1
      ;;
  esac
}

# Writes the journal's page of what was done, as a worker does, so that everybody learns of it.
noted() {
  page=$folder/traffic/$1.json
  now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  printf '{"action":"%s","activity":"%s","attemptedAt":"%s","finishedAt":"%s","result":{"state":"%s","message":"By BREAK-GLASS.sh."}}\n' \
    "$1" "$token" "$now" "$now" "$2" >"$page.writing" && mv "$page.writing" "$page" ||
    say "$1: could not be noted in $page."
}

by_command() {
  needed "$1" "$2" || return 0
  say "$1: begins."
  if "${1}_is_there"; then
    say "$1: was done already."
    noted "$1" ALREADY
    return 0
  fi
  "${1}_now"
  status=$?
  if [ "$status" -eq 0 ] && "${1}_is_proven"; then
    say "$1: done."
    noted "$1" DONE
    return 0
  fi
  case $status in
    0) say "$1: FAILED. The command ended well, but its check says that the state is not reached." ;;
    124) say "$1: FAILED. It was killed at its limit." ;;
    240) say "$1: FAILED. Another command of this migration held $folder/traffic/lock too long." ;;
    241) say "$1: FAILED. Another BREAK-GLASS.sh was started meanwhile." ;;
    *) say "$1: FAILED with exit code $status." ;;
  esac
  say "Last lines of $log:"
  # Colours and the like, and what steers a terminal, mean nothing here.
  tail -n 10 "$log" | tr -d '\000-\010\013-\037\177'
  failed="$failed $1"
}

by_people() {
  needed "$1" "$2" || return 0
  say "$1: TO BE DONE BY A PERSON. $3"
  people="$people $1"
}

case $#,${1-} in
  0, | 1,--yes) ;;
  *)
    say "Usage: sh BREAK-GLASS.sh [--yes]" >&2
    exit 2
    ;;
esac
if [ ! -f "$folder/run.json" ]; then
  say "The run's folder $folder is not on this machine; run this file where it was written." >&2
  exit 2
fi
for tool in $tools; do
  if ! command -v "$tool" >/dev/null; then
    say "$tool is not on the PATH; install util-linux and coreutils, or use the commands in BREAK-GLASS.md." >&2
    exit 2
  fi
done
cd -- "$workplace" || exit 2
if [ "${1-}" != --yes ]; then
  say "This stops the migration $migration and brings applications back to $RUNBOOK_SOURCE_URL."
  printf 'Type the id of the migration to go on: '
  answer=
  read -r answer || :
  if [ "$answer" != "$migration" ]; then
    say "That is not its id. Nothing was done." >&2
    exit 4
  fi
fi

failed=
people=
token=break-glass-$$
say "stop: begins."
# With the turn taken, no command a worker was about to start will run any more.
if (umask 077 && mkdir -p "$folder/fence" "$folder/traffic" && : >"$folder/fence/STOP" &&
  printf %s "$token" >"$folder/traffic/turn"); then
  say "stop: done. No worker writes, freezes or switches for this migration any more."
else
  say "stop: FAILED. $folder cannot be written; stop the workers by hand."
  failed="$failed stop"
fi
undo
if [ -n "$failed" ]; then
  say "FAILED:$failed. BREAK-GLASS.md has each command to copy."
fi
if [ -n "$people" ]; then
  say "Left to people:$people."
fi
[ -z "$failed" ] || exit 1
[ -z "$people" ] || exit 3
say "All is undone that was attempted."

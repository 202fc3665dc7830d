# Runs one command alone: under a lock, in a process group of its own, for a limited time. The shell
# that runs this holds the lock until nothing of the command is left that could still act, whoever
# started it and whether that one still lives. Daemons the command leaves behind on its normal end
# go on and do not hold the lock.
#
# lock patience turn token limit program [argument ...]
#
# Exit codes of its own: 240 the lock was not free in time, 241 the turn is another's,
# 143 it was told to stop.
lock=$1 patience=$2 turn=$3 token=$4 limit=$5
shift 5
(umask 077 && : >>"$lock") || exit 125
exec 9>>"$lock" || exit 125
if ! flock -n 9; then
  # Whoever had this run sees the file and can say what is waited for.
  waiting=$lock.$token.waiting
  : >"$waiting"
  flock -w "$patience" 9 &
  asking=$!
  trap 'kill "$asking" 2>/dev/null; rm -f "$waiting"; exit 143' TERM
  wait "$asking"
  free=$?
  rm -f "$waiting"
  [ "$free" -eq 0 ] || exit 240
fi
[ "$(cat "$turn")" = "$token" ] || exit 241
stopping=
group=
trap 'stopping=yes; [ -z "$group" ] || kill -s TERM "$group" 2>/dev/null' TERM
# timeout leads the command's process group and passes signals on to all of it.
timeout -k 5 "$limit" "$@" </dev/null 9>&- &
group=$!
[ -z "$stopping" ] || kill -s TERM "$group" 2>/dev/null
wait "$group"
status=$?
# A signal ends the wait, not the command.
while kill -s 0 "$group" 2>/dev/null; do
  wait "$group"
  status=$?
done
if [ -n "$stopping" ] || [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then
  # The command is gone; what it started may have ignored the signal.
  tries=50
  while [ "$tries" -gt 0 ] && kill -s 0 -- "-$group" 2>/dev/null; do
    sleep 0.1
    tries=$((tries - 1))
  done
  kill -s KILL -- "-$group" 2>/dev/null
fi
[ -z "$stopping" ] || exit 143
case $status in 240 | 241) exit 239 ;; esac
exit "$status"

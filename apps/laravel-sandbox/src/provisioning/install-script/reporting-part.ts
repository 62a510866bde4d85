/** What people see, and what is told to whoever waits for this installation. Telling never makes it fail. */
export const REPORTING = `stage() {
  STAGE=$1
  printf '==> %s: %s\\n' "$STAGE" "$2"
  report running "$2"
}

stage_done() {
  printf '==> %s: %s\\n' "$STAGE" "$1"
  report 'done' "$1"
}

fail() {
  FAILED=yes
  printf '==> %s: failed: %s\\n' "$STAGE" "$1"
  report failed "$1"
  exit 1
}

finish() {
  local code=$?
  trap - EXIT
  if [ "$code" -ne 0 ] && [ -z "$FAILED" ]; then
    printf '==> %s: failed: ended unexpectedly with code %s\\n' "$STAGE" "$code"
    report failed "ended unexpectedly with code $code"
  fi
  if [ -n "$WORK" ]; then rm -rf -- "$WORK"; fi
  exit "$code"
}

report() {
  if [ -z "$STAGES_URL" ] || [ -z "$WORK" ] || ! command -v curl >/dev/null; then return 0; fi
  local detail
  detail=$(printf '%s' "$2" | LC_ALL=C tr -cd ' -~' | cut -c1-300 | sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g') || detail=''
  printf '{"stage":"%s","status":"%s","detail":"%s"}' "$STAGE" "$1" "$detail" >"$WORK/report.json"
  # Nobody there, or an expired link: that is asked once, not at every stage. The link is a secret: not in argv.
  if ! printf 'url = "%s"\\n' "$STAGES_URL" | curl -fsS --connect-timeout 3 --max-time 5 -o /dev/null \\
    -H 'Content-Type: application/json' --data-binary "@$WORK/report.json" --config - 2>/dev/null; then
    STAGES_URL=''
  fi
}
`;

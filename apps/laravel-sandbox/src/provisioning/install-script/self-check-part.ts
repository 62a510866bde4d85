/** What must hold at the end (contract, section 5.5, step 8). */
export const SELF_CHECK = `self_check() {
  check_worker
  "check_agent_$MODE"
  call heartbeat "$HEARTBEAT_BODY"
  case $CODE in
    200) ;;
    401 | 403) fail "the worker's token was refused: make a new bundle and run its command" ;;
    *) fail "the heartbeat was answered with $CODE instead of 200" ;;
  esac
  call chunks/claim-next "$CLAIM_BODY"
  case $CODE in
    200 | 204 | 422) ;;
    401 | 403) fail "the worker's token was refused: make a new bundle and run its command" ;;
    *) fail "the claim check was answered with $CODE" ;;
  esac
  stage_done "the worker runs (pid $WORKER_PID), and its token is accepted"
}

# The same process at two looks two seconds apart: one that dies at once and is started again is not running.
check_worker() {
  local before
  WORKER_PID=''
  for _ in {1..8}; do
    before=$WORKER_PID
    WORKER_PID=$("worker_pid_$MODE") || WORKER_PID=''
    if [ -n "$WORKER_PID" ] && [ "$WORKER_PID" = "$before" ]; then return; fi
    sleep 2
  done
  fail 'the worker does not keep running: look at its log'
}

# path, body; sets CODE. A busy answer is asked again: all workers share one limit of calls.
call() {
  for _ in 1 2 3; do
    CODE=$(printf '%s\\n' "$API_AUTHORIZATION" | curl -sS --connect-timeout 8 --max-time 15 -o /dev/null \\
      -w '%{http_code}' -H 'Accept: application/json' -H 'Content-Type: application/json' --data-binary "$2" \\
      --config - "$API_BASE_URL/api/verifier/$1" 2>/dev/null) || CODE=000
    case $CODE in 429 | 5?? | 000) sleep 2 ;; *) return ;; esac
  done
}
`;

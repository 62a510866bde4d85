/**
 * `bin/vev-host` of a host without systemd: what its init would do. `@HOME@` and `@NODE@` are filled in there. The
 * agent is detached from whoever calls, and its environment is a file, so that no secret is in a list of processes.
 */
export function hostScript(): string {
  return `#!/usr/bin/env bash
# boot: starts the agent, and with it the worker; those that run already are replaced. shutdown: ends both.
# status: prints "running <pid>" of the worker, or "stopped" with exit code 3.
set -euo pipefail
umask 077
home='@HOME@'
agent=(env -i PATH="$PATH" HOME="$home" LANG=C AGENT_ENV_FILE="$home/agent.env" '@NODE@' "$home/bin/agent.mjs")

boot() {
  local detached=(nohup) log="$home/agent.log" pid
  if command -v setsid >/dev/null; then detached=(setsid nohup); fi
  if [ -f "$log" ] && [ "$(wc -c <"$log")" -gt 1000000 ]; then mv -f "$log" "$log.1"; fi
  "\${detached[@]}" "\${agent[@]}" run >>"$log" 2>&1 </dev/null &
  pid=$!
  for _ in {1..300}; do
    if grep -qs "\\"pid\\":$pid," "$home/state/agent.json"; then return; fi
    if ! kill -0 "$pid" 2>/dev/null; then break; fi
    sleep 0.1
  done
  echo 'The agent did not start. It said last:' >&2
  tail -n 5 "$log" >&2
  return 1
}

case "\${1:-}" in
  boot) boot ;;
  shutdown) exec "\${agent[@]}" stop ;;
  status) exec "\${agent[@]}" status ;;
  *)
    echo 'usage: vev-host boot|shutdown|status' >&2
    exit 2
    ;;
esac
`;
}

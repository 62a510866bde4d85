/** A host with systemd: two units, and a script for people. */
export const SYSTEMD_HOST = `install_worker_systemd() {
  mkdir -p "$PROGRAMS"
  chmod 0755 "$PROGRAMS"
  place_program worker.mjs 0644
  write_file /usr/local/bin/vev-worker-control 0755 "$CONTROL_SCRIPT"
  write_file "/etc/systemd/system/$WORKER_UNIT_NAME" 0644 "\${WORKER_UNIT//@NODE@/$NODE}"
  stage_done "$WORKER_UNIT_NAME"
}

install_agent_systemd() {
  if [ -z "$HAS_AGENT" ]; then
    if [ -e "/etc/systemd/system/$AGENT_UNIT_NAME" ]; then
      systemctl disable --now "$AGENT_UNIT_NAME" 2>/dev/null || true
      rm -f -- "/etc/systemd/system/$AGENT_UNIT_NAME" /etc/vev/worker-agent.env "$PROGRAMS/agent.mjs"
    fi
    stage_done 'none is wanted'
    return
  fi
  mkdir -p /etc/vev
  write_file /etc/vev/worker-agent.env 0600 \\
    "$AGENT_ENV"$'AGENT_DRIVER=systemd\\nAGENT_STATE_DIRECTORY=/var/lib/vev-worker-agent\\n'
  place_program agent.mjs 0644
  write_file "/etc/systemd/system/$AGENT_UNIT_NAME" 0644 "\${AGENT_UNIT//@NODE@/$NODE}"
  stage_done "$AGENT_UNIT_NAME"
}

# Restarted rather than started: a second installation brings a new token.
start_systemd() {
  local units=("$WORKER_UNIT_NAME")
  if [ -n "$HAS_AGENT" ]; then units+=("$AGENT_UNIT_NAME"); fi
  systemctl daemon-reload
  systemctl enable "\${units[@]}" 2>/dev/null || fail 'the units could not be enabled'
  systemctl restart "\${units[@]}" || fail "the units did not start: see journalctl -u $WORKER_UNIT_NAME"
  stage_done "\${units[*]}"
}

# It was restarted some seconds ago; a taken port, for example, would have ended it by now.
check_agent_systemd() {
  if [ -z "$HAS_AGENT" ]; then return 0; fi
  if systemctl is-active --quiet "$AGENT_UNIT_NAME" && [ "$(systemctl show -P NRestarts "$AGENT_UNIT_NAME")" = 0 ]; then
    return 0
  fi
  fail "the agent does not keep running: see journalctl -u $AGENT_UNIT_NAME"
}

worker_pid_systemd() {
  if systemctl is-active --quiet "$WORKER_UNIT_NAME"; then systemctl show -P MainPID "$WORKER_UNIT_NAME"; fi
}
`;

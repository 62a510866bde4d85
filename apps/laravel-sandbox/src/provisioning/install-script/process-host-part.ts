/** A host without systemd: everything below VEV_HOME, and the agent keeps the worker. */
export const PROCESS_HOST = `install_worker_process() {
  local text=\${HOST_SCRIPT//@NODE@/$NODE}
  place_program worker.mjs 0600
  write_file "$PROGRAMS/vev-host" 0700 "\${text//@HOME@/$VEV_HOME}"
  stage_done "$PROGRAMS/worker.mjs"
}

install_agent_process() {
  place_program agent.mjs 0600
  write_file "$VEV_HOME/agent.env" 0600 "$AGENT_ENV"$'AGENT_DRIVER=process\\n'"AGENT_BIND=$BIND
AGENT_WORKER_SCRIPT=$PROGRAMS/worker.mjs
AGENT_WORKER_ENV_FILE=$VEV_HOME/worker.env
AGENT_STATE_DIRECTORY=$VEV_HOME/state
"
  if [ -n "$HAS_AGENT" ]; then stage_done "$PROGRAMS/agent.mjs"; else stage_done 'it keeps the worker, and listens to nobody'; fi
}

# What ran before is replaced, and a worker that a command stopped is wanted again.
start_process() {
  "$PROGRAMS/vev-host" shutdown >/dev/null 9>&- || true
  rm -f -- "$VEV_HOME/state/service.json"
  "$PROGRAMS/vev-host" boot 9>&- || fail 'the agent did not start'
  stage_done "$VEV_HOME"
}

# It listened when it was started, or the start would have failed.
check_agent_process() {
  :
}

worker_pid_process() {
  local told
  if told=$("$PROGRAMS/vev-host" status 2>/dev/null); then printf '%s\\n' "\${told#running }"; fi
}
`;

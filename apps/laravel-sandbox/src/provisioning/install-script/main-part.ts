/** The order of things. Each stage is announced before it is begun, and the first failed one ends the run. */
export const MAIN = `main() {
  set -euo pipefail
  umask 077
  facts
  STAGE=prepare
  FAILED=''
  WORK=''
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  WORK=$(mktemp -d)

  stage prepare 'looking at this host'
  read_arguments "$@"
  prepare

  stage environment "writing the worker's environment"
  write_environment

  stage download 'downloading agent and worker'
  fetch "$AGENT_URL" agent.mjs
  fetch "$WORKER_URL" worker.mjs
  stage_done 'both programs are here'

  stage checksum 'comparing their checksums'
  verify agent.mjs "$AGENT_SHA256"
  verify worker.mjs "$WORKER_SHA256"
  stage_done 'both are what the bundle says'

  stage service 'installing the worker'
  "install_worker_$MODE"

  stage agent 'installing the agent'
  "install_agent_$MODE"

  stage start 'starting'
  "start_$MODE"

  stage self_check 'checking worker and credentials'
  self_check
  printf '==> installed\\n'
}
`;

/** Arguments, the kind of host, and the programs this needs. */
export const PREPARATION = `read_arguments() {
  local user='' token=''
  while [ $# -gt 0 ]; do
    case $1 in
      --ghcr-user | --ghcr-token)
        if [ $# -lt 2 ]; then fail "$1 has no value"; fi
        if [ "$1" = --ghcr-user ]; then user=$2; else token=$2; fi
        shift 2
        ;;
      -*) fail "unknown argument $1" ;;
      *) fail 'an argument that belongs to no option' ;;
    esac
  done
  # The words of the template, not filled in, are no credentials.
  if [ "$user" = '<ghcr-username>' ]; then user=''; fi
  if [ "$token" = '<ghcr-token>' ]; then token=''; fi
  user=\${user:-\${GHCR_USER:-}}
  token=\${token:-\${GHCR_TOKEN:-}}
  unset GHCR_USER GHCR_TOKEN
  if [ -z "$user" ]; then fail 'the registry user is missing: give --ghcr-user or set GHCR_USER'; fi
  if [ -z "$token" ]; then fail 'the registry token is missing: give --ghcr-token or set GHCR_TOKEN'; fi
}

prepare() {
  choose_mode
  choose_places
  lock
  ensure_curl
  ensure_node
  stage_done "$MODE host, Node $("$NODE" -p process.versions.node)"
  printf '    runs the worker program in place of the image %s: nothing is pulled\\n' "$IMAGE"
}

choose_mode() {
  case \${VEV_INSTALL_MODE:-} in
    process) MODE=process ;;
    systemd) MODE=systemd ;;
    '') if [ -d /run/systemd/system ]; then MODE=systemd; else MODE=process; fi ;;
    *) fail 'VEV_INSTALL_MODE is neither systemd nor process' ;;
  esac
  if [ "$MODE" = process ]; then return; fi
  if [ ! -d /run/systemd/system ]; then fail 'there is no systemd on this host: set VEV_INSTALL_MODE=process'; fi
  if [ "$(id -u)" -ne 0 ]; then fail 'run this as root'; fi
}

choose_places() {
  if [ "$MODE" = systemd ]; then
    PROGRAMS=/usr/local/lib/vev
    LOCK=/run/vev-install.lock
    return
  fi
  VEV_HOME=\${VEV_HOME:-}
  if [ -z "$VEV_HOME" ]; then if [ "$(id -u)" -eq 0 ]; then VEV_HOME=/opt/vev; else VEV_HOME=$HOME/.vev; fi; fi
  case $VEV_HOME in
    *[!A-Za-z0-9/._-]*) fail 'VEV_HOME may have letters, digits, dots, dashes and slashes only' ;;
    /*) ;;
    *) fail 'VEV_HOME must be an absolute path' ;;
  esac
  BIND=\${VEV_AGENT_BIND:-}
  if [ -z "$BIND" ]; then case $SERVER_IP in 127.*) BIND=$SERVER_IP ;; *) BIND=0.0.0.0 ;; esac; fi
  case $BIND in *[!0-9A-Fa-f.:]*) fail 'VEV_AGENT_BIND is no address' ;; esac
  mkdir -p "$VEV_HOME/bin" "$VEV_HOME/state"
  PROGRAMS=$VEV_HOME/bin
  LOCK=$VEV_HOME/install.lock
}

# Held until this script ends, by handle 9; what is started must not inherit it.
lock() {
  if ! command -v flock >/dev/null; then return; fi
  exec 9>"$LOCK"
  if ! flock -n 9; then fail 'another installation runs on this host'; fi
}

ensure_curl() {
  if command -v curl >/dev/null; then return; fi
  apt_install curl ca-certificates
  if ! command -v curl >/dev/null; then fail 'curl is missing and cannot be installed: install it and run this again'; fi
}

ensure_node() {
  if ! find_node; then
    apt_install nodejs
    if ! find_node; then fail 'Node.js 20 or later is missing: install it (https://nodejs.org) and run this again'; fi
  fi
  case $NODE in *[!A-Za-z0-9/._+-]*) fail 'the path of node has characters that a service cannot use' ;; esac
  if [ "$MODE" = process ]; then return; fi
  case $(readlink -f "$NODE") in
    /root/* | /home/*) fail 'node lies in a home directory, where a service cannot run it: install it for the host' ;;
  esac
}

find_node() {
  local major
  NODE=$(command -v node) || return 1
  major=$("$NODE" -p 'process.versions.node.split(".")[0]' 2>/dev/null) || return 1
  [ "$major" -ge 20 ] 2>/dev/null
}

apt_install() {
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then return 0; fi
  printf '    installing %s\\n' "$*"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update && apt-get install -y --no-install-recommends "$@"; } </dev/null >"$WORK/apt.log" 2>&1 || true
}
`;

/** Downloads and files. Links and tokens reach curl by its standard input, files are complete or not there. */
export const PROGRAMS = `fetch() {
  local code
  code=$(printf 'url = "%s"\\n' "$1" | curl -sS --connect-timeout 8 --max-time 120 --retry 2 -o "$WORK/$2" \\
    -w '%{http_code}' --config -) || code=000
  case $code in
    200) ;;
    403 | 410) fail 'the link has expired or was replaced: make a new bundle and run its command' ;;
    404) fail 'the bundle is gone: make a new one and run its command' ;;
    000) fail "$2 could not be downloaded: the address does not answer, or broke off" ;;
    *) fail "$2 could not be downloaded: the answer was $code" ;;
  esac
}

verify() {
  local sum
  if command -v sha256sum >/dev/null; then sum=$(sha256sum <"$WORK/$1"); else sum=$(shasum -a 256 <"$WORK/$1"); fi
  if [ "\${sum%% *}" != "$2" ]; then fail "$1 is not what the bundle says: it was not installed"; fi
}

# path, mode, text
write_file() {
  printf '%s' "$3" >"$1.new"
  chmod "$2" "$1.new"
  mv -f -- "$1.new" "$1"
}

# name, mode
place_program() {
  cp -- "$WORK/$1" "$PROGRAMS/$1.new"
  chmod "$2" "$PROGRAMS/$1.new"
  mv -f -- "$PROGRAMS/$1.new" "$PROGRAMS/$1"
}

write_environment() {
  local path=$ENV_PATH
  if [ "$MODE" = process ]; then path=$VEV_HOME/worker.env; fi
  mkdir -p "$(dirname "$path")"
  write_file "$path" 0600 "$WORKER_ENV"
  stage_done "$path"
}
`;

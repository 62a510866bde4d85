/**
 * The one line that an operator runs as root on a host, made from a bundle's install link. Four traps of the plain
 * `curl … | bash` are avoided: a failed download ends with an error instead of silence; half a script is never run; the
 * registry token neither passes through the browser nor appears among the host's processes: it comes from GHCR_TOKEN or
 * is asked for, and reaches the installer through its own script as `--ghcr-token` (contract of Laravel, section 5.5);
 * and the link, behind which the agent's secrets lie, is an argument of no process either: the shell's own `printf`
 * hands everything on.
 * @param installUrl the signed link to install.sh
 * @param registryUser the registry's user name; empty: the host is asked for it, or takes GHCR_USER
 * @returns null when the link holds a character that a shell could misread
 */
export function installCommand(installUrl: string, registryUser: string): string | null {
  if (!HARMLESS_URL.test(installUrl)) return null;
  const script = [
    'set -euo pipefail',
    `script="$(printf "url = %s\\n" "${installUrl}" | curl -fsSL --config -)"`,
    ask('GHCR_USER', 'Registry user name', '-r', HARMLESS_USER.test(registryUser) ? registryUser : ''),
    ask('GHCR_TOKEN', 'Registry token', '-rs', ''),
    `{ printf "set -- --ghcr-user %q --ghcr-token %q\\n" "$GHCR_USER" "$GHCR_TOKEN"; printf "%s\\n" "$script"; } | bash`,
  ].join('; ');
  return `printf "%s\\n" '${script}' | bash`;
}

/** Nothing that ends a quotation or begins an expansion. */
const HARMLESS_URL = /^https?:\/\/[\w.:[\]-]+\/[\w./?&=%~+:@-]*$/;
const HARMLESS_USER = /^[\w.@+-]{1,100}$/;

function ask(variable: string, what: string, flags: string, fallback: string): string {
  if (fallback !== '') return `GHCR_USER="\${GHCR_USER:-${fallback}}"`;
  return `if [ -z "\${${variable}:-}" ]; then read ${flags} -p "${what}: " ${variable} </dev/tty; echo; fi`;
}

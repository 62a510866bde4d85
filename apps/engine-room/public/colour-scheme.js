// Runs before the first paint, so that a dark page never flashes white. The app takes over from here (src/app/theme.ts).
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('engine-room-colour-scheme');
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();

import type { Application } from 'express';

interface RouteLayer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

const EVERY_METHOD = '_all'; // how Express marks `app.all`, which Nest uses for middleware, not for routes
const LARAVEL_ORDER = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The methods that some route serves at `path`, in Laravel's order; empty when the path is unknown. */
export function allowedMethods(app: Application, path: string): readonly string[] {
  const layers = (app.router as unknown as { stack: readonly RouteLayer[] }).stack;
  const methods = new Set<string>();
  for (const layer of layers) {
    if (layer.route === undefined || !layer.match(path)) continue;
    for (const method of Object.keys(layer.route.methods)) {
      if (method !== EVERY_METHOD) methods.add(method.toUpperCase());
    }
  }
  if (methods.has('GET')) methods.add('HEAD'); // both Express and Laravel answer HEAD from the GET route
  return LARAVEL_ORDER.filter((method) => methods.has(method));
}

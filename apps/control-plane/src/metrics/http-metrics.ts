import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Histogram, Registry } from 'prom-client';
import { HardenedExpressAdapter } from '../http/hardened-server.js';

export const REQUEST_DURATION = {
  name: 'engine_room_http_request_duration_seconds',
  type: 'histogram',
  labels: ['method', 'route', 'status_class'],
  help: 'Requests from head to answer, by the pattern of their route; without heartbeats and live streams',
} as const;

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Express leaves the route that served a request on it. */
type RoutedRequest = IncomingMessage & { readonly route?: { readonly path?: unknown } };

/** Observes how long requests take. */
@Injectable()
export class HttpMetrics implements OnApplicationBootstrap {
  private readonly duration: Histogram<'method' | 'route' | 'status_class'>;

  constructor(
    registry: Registry,
    private readonly host: HttpAdapterHost,
  ) {
    const { name, help, labels } = REQUEST_DURATION;
    this.duration = new Histogram({ name, help, labelNames: labels, buckets: BUCKETS_SECONDS, registers: [registry] });
  }

  onApplicationBootstrap(): void {
    const adapter: unknown = this.host.httpAdapter;
    if (!(adapter instanceof HardenedExpressAdapter))
      throw new Error('Requests can only be observed on our own adapter');
    adapter.observeRequests((request, response, durationMs) => {
      if (isEventStream(response)) return; // how long somebody watches says nothing about us
      this.duration.observe(requestLabels(request, response), durationMs / 1_000);
    });
  }
}

/** Labels with few values each: patterns instead of paths, classes instead of statuses. */
export function requestLabels(request: RoutedRequest, response: ServerResponse) {
  const method = request.method ?? '';
  const pattern = request.route?.path;
  return {
    method: METHODS.has(method) ? method : 'other',
    route: typeof pattern === 'string' ? pattern : 'none',
    status_class: response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : 'aborted',
  };
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
}

import { randomUUID } from 'node:crypto';

/** Calls the control plane's API as an operator who uses no browser. */
export class OperatorApi {
  /** @param url without a slash at the end */
  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly user: string,
  ) {}

  get<Data>(route: string): Promise<Data> {
    return this.call('GET', route);
  }

  post<Data>(route: string, body: object = {}): Promise<Data> {
    return this.call('POST', route, body);
  }

  delete(route: string): Promise<unknown> {
    return this.call('DELETE', route);
  }

  /** @returns what the answer has under `data` @throws Error with the refusal's text */
  private async call<Data>(method: string, route: string, body?: object): Promise<Data> {
    const response = await fetch(`${this.url}${route}`, {
      method,
      headers: {
        Authorization: `Basic ${Buffer.from(`${this.user}:${this.token}`).toString('base64')}`,
        'Content-Type': 'application/json',
        ...(method !== 'GET' && { 'Idempotency-Key': randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { readonly data: Data; readonly detail?: string };
    if (!response.ok) throw new Error(`${method} ${route} answered ${response.status}: ${answer.detail ?? ''}`);
    return answer.data;
  }
}

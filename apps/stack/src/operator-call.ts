/** Where the control plane is, and what opens it. */
export interface OperatorAccess {
  readonly url: string;
  readonly token: string;
}

/**
 * Calls the control plane's API as the operator `demo`.
 * @returns what the answer has under `data`
 * @throws Error with the refusal's text; the signal's reason when it aborts
 */
export async function callOperator<Data>(
  { url, token }: OperatorAccess,
  method: 'GET' | 'POST' | 'PUT',
  route: string,
  { body, signal }: { readonly body?: object; readonly signal: AbortSignal },
): Promise<Data> {
  const response = await fetch(`${url}${route}`, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(`demo:${token}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal,
  });
  const answer = (await response.json()) as { readonly data: Data; readonly detail?: string };
  if (!response.ok) throw new Error(`${route} answered ${response.status}: ${answer.detail ?? ''}`);
  return answer.data;
}

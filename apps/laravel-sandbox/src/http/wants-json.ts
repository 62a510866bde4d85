import type { Request } from 'express';

/**
 * Whether errors go out as JSON: the first acceptable type is JSON, or a script asks and takes anything. Else they are
 * pages and redirects (contract 1.3).
 */
export function wantsJson(request: Pick<Request, 'get'>): boolean {
  const types = acceptedTypes(request.get('accept') ?? '');
  const [first] = types;
  if (first !== undefined && /[/+]json/i.test(first)) return true;
  const isScript = request.get('x-requested-with') === 'XMLHttpRequest' && request.get('x-pjax') === undefined;
  return isScript && (first === undefined || first === '*/*' || first === '*');
}

/** The types of an `Accept` header, the most wanted first. */
function acceptedTypes(header: string): readonly string[] {
  const entries = header.split(',').map((entry) => {
    const [type = '', ...parameters] = entry.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });
  return entries
    .filter(({ type }) => type !== '')
    .sort((a, b) => b.quality - a.quality)
    .map(({ type }) => type);
}

import type { Problem } from '@app/contracts';

/** The answer where the app should be, when there is only the service. */
export function appNotBuilt(requestId: string): Problem {
  const message = 'The app is not built, so there is no page to show. Run `npm run build`; the API works meanwhile.';
  return {
    type: '/problems/app_not_built',
    title: 'app_not_built',
    status: 503,
    detail: message,
    error: message,
    request_id: requestId,
  };
}

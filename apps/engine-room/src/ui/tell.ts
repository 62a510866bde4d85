import { notifications, type NotificationData } from '@mantine/notifications';

/**
 * Says that something was done, at the corner of the page, without taking the focus. The latest is shown first: in a row
 * of decisions the one just taken is the one to undo.
 * @returns the id by which `notifications.hide` takes it away
 */
export const tell = (said: Pick<NotificationData, 'title' | 'message' | 'autoClose'>): string =>
  notifications.show({ ...said, role: 'status', priority: Date.now() });

import { useLocalStorage } from '@mantine/hooks';
import { useEffect } from 'react';
import { FILTER_FIELD } from '../ui/filter-field';

/** Single keys can be switched off, because speech input and slips press them unmeant (WCAG 2.1.4). */
export const useShortcutsSwitch = () =>
  useLocalStorage({ key: 'engine-room-single-keys', defaultValue: true, getInitialValueInEffect: false });

/** `/` goes to the filter, `?` shows the shortcuts; never while somebody types or a dialog is open. */
export function useShortcuts(isOn: boolean, showHelp: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      if (event.key === '?') showHelp();
      if (event.key === '/') {
        const field = document.getElementById(FILTER_FIELD);
        if (!field) return;
        event.preventDefault(); // the key itself is not meant for the field
        field.focus();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOn, showHelp]);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea, select');

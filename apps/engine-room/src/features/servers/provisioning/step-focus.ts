import { createContext, use, useEffect, useRef, type RefObject } from 'react';

/** The heading of the step in sight. */
export const STEP_HEADING = 'step-heading';

const focusHeading = (): boolean => {
  const heading = document.getElementById(STEP_HEADING);
  heading?.focus();
  return heading !== null;
};

/** Whether a heading that is still to come is owed the focus; given by Wizard. */
export const FocusOwedContext = createContext<RefObject<boolean>>({ current: false });

/** A new step starts at its heading, for the eye and the screen reader; also when there is something to read first. */
export function useFocusOnNewStep(step: string): RefObject<boolean> {
  const owedRef = useRef(false);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    owedRef.current = !focusHeading();
    if (owedRef.current) document.querySelector('main')?.focus();
  }, [step]);
  return owedRef;
}

/** Takes the focus that is owed, once the heading is on the page; not if the person has gone elsewhere meanwhile. */
export function useOwedFocus(): void {
  const owedRef = use(FocusOwedContext);
  useEffect(() => {
    if (!owedRef.current) return;
    owedRef.current = false;
    if (document.activeElement?.matches('main, body')) focusHeading();
  }, [owedRef]);
}

import { Drawer, Modal } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useState, type ReactNode } from 'react';
import styles from './Dialog.module.css';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

// The kit's own head is a `header` element, which outside of `main` would be a second banner of the page.

/** A question may be asked from a panel, and whichever came last into the page would lie on top; panels have 200. */
const ABOVE_PANELS = 250;

/** Who decides often should not wait for a fade each time, nor read a text that is half there. */
const AT_ONCE = { duration: 0 };

/** A question in the middle of the page. Focus goes in, stays in, and returns to where it was. */
export function Dialog({ isOpen, onClose, title, children }: Props) {
  // After the kit's own listeners, which catch the key on its way down: a panel below must still see that it is covered.
  useWindowEvent('keydown', ({ key, isComposing }) => {
    if (isOpen && key === 'Escape' && !isComposing) onClose();
  });
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      closeOnEscape={false}
      centered
      zIndex={ABOVE_PANELS}
      transitionProps={AT_ONCE}
    >
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content radius="md">
        <div className={styles.head}>
          <Modal.Title className={styles.title ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body className={styles.body ?? ''}>
          <FocusBack />
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** The kit gives the focus back where a dialog is closed, but not where it is taken off the page while open. */
function FocusBack(): null {
  useFocusBack();
  return null;
}

interface SideProps extends Props {
  /** A dialog lies over it, and Escape is meant for that. */
  readonly isCovered?: boolean;
  readonly side: 'left' | 'right';
  readonly width: string;
}

/** A panel at the side, over the page. */
export function SidePanel({ isOpen, onClose, isCovered = false, title, side, width, children }: SideProps) {
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} closeOnEscape={!isCovered} position={side} size={width}>
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content>
        <div className={styles.head}>
          <Drawer.Title className={styles.title ?? ''}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </div>
        <Drawer.Body className={styles.body ?? ''}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

/**
 * Gives the focus back to where it was when the component came, once it goes; to the page if that is gone too. For
 * dialogs and panels that come and go: those that only open and close are served by the kit.
 */
export function useFocusBack(): void {
  const [former] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (former instanceof HTMLElement && former.isConnected && former !== document.body) former.focus();
      else document.querySelector('main')?.focus();
    },
    [former],
  );
}

import { Drawer, Modal } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import styles from './Dialog.module.css';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

// The kit's own head is a `header` element, which outside of `main` would be a second banner of the page.

/** A question in the middle of the page. Focus goes in, stays in, and returns to where it was. */
export function Dialog({ isOpen, onClose, title, children }: Props) {
  return (
    <Modal.Root opened={isOpen} onClose={onClose} centered>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content radius="md">
        <div className={styles.head}>
          <Modal.Title className={styles.title ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body className={styles.body ?? ''}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface SideProps extends Props {
  readonly side: 'left' | 'right';
  readonly width: string;
}

/** A panel at the side, over the page. */
export function SidePanel({ isOpen, onClose, title, side, width, children }: SideProps) {
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position={side} size={width}>
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
 * Gives the focus back to where it was when the component came, once it goes. For panels that come and go with a URL:
 * those that only open and close are served by the kit.
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

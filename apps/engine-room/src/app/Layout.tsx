import { ActionIcon, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard, IconMenu2 } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link, Outlet, useLocation } from 'react-router-dom';
import { SidePanel } from '../ui/Dialog';
import { ConnectionState } from './ConnectionState';
import { Navigation } from './Navigation';
import { useShortcuts, useShortcutsSwitch } from './shortcuts';
import { ShortcutsDialog } from './ShortcutsDialog';
import { ThemeSwitch } from './ThemeSwitch';
import { Trouble } from './Trouble';
import { useLiveEvents } from './use-live-events';
import styles from './Layout.module.css';

/** The frame of all pages: header, navigation, and the stream that feeds them. */
export function Layout() {
  useLiveEvents();
  const [isNavOpen, nav] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);
  const [hasKeys, setHasKeys] = useShortcutsSwitch();
  useShortcuts(hasKeys, help.open);
  const main = useFocusOnNewPage();

  return (
    <div className={styles.frame}>
      <a
        className={styles.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault(); // a fragment in the URL would travel on with every filter
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <header className={styles.header}>
        <ActionIcon
          className={styles.burger ?? ''}
          variant="subtle"
          size={36}
          aria-label="Pages"
          aria-expanded={isNavOpen}
          onClick={nav.open}
        >
          <IconMenu2 size={20} aria-hidden />
        </ActionIcon>
        <Link className={styles.brand} to="/overview">
          Engine Room
        </Link>
        <ConnectionState />
        <div className={styles.tools}>
          <Tooltip label="Keyboard shortcuts">
            <ActionIcon
              className={styles.keys ?? ''}
              variant="subtle"
              size={32}
              aria-label="Keyboard shortcuts"
              onClick={help.open}
            >
              <IconKeyboard size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <ThemeSwitch />
        </div>
      </header>
      <div className={styles.trouble}>
        <Trouble />
      </div>
      <div className={styles.side}>
        <Navigation />
      </div>
      <main ref={main} id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <SidePanel isOpen={isNavOpen} onClose={nav.close} side="left" width="16rem" title="Pages">
        <Navigation onChoose={nav.close} />
      </SidePanel>
      <ShortcutsDialog isOpen={isHelpOpen} onClose={help.close} isOn={hasKeys} onSwitch={setHasKeys} />
    </div>
  );
}

/** A new page starts at its top, for the eye and for the screen reader; a drawer over the page is no new page. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const page = pageOf(useLocation().pathname);
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    main.current?.focus();
    main.current?.scrollTo({ top: 0 });
  }, [page]);
  return main;
}

/** The drawer of a worker lies over the table; everything else with a path of its own is a page of its own. */
const pageOf = (pathname: string) => (pathname.startsWith('/workers/') ? '/workers' : pathname);

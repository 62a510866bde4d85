import { Button } from '@mantine/core';
import { useRouteError } from 'react-router-dom';
import { Notice } from '../ui/Notice';
import styles from './Crashed.module.css';

/** What is left when a page breaks: what happened, and a way on. */
export function Crashed() {
  const error = useRouteError();
  return (
    <main className={styles.crashed}>
      <title>Broken page · Engine Room</title>
      <h1>This page broke</h1>
      <Notice tone="bad" title={error instanceof Error ? error.message : 'Something unexpected was thrown'}>
        Nothing was changed by it. Workers and the control plane are not affected.
      </Notice>
      <Button onClick={() => location.reload()}>Load it again</Button>
    </main>
  );
}

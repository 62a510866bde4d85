import styles from './TracePanel.module.css';

/** What nobody can know from the trace; nothing where everything is known. */
export function NotKnown({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section aria-labelledby="trace-not-known">
      <h3 id="trace-not-known" className={styles.heading}>
        What is not known
      </h3>
      <ul className={styles.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

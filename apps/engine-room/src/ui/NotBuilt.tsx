import { IconHammer } from '@tabler/icons-react';
import styles from './NotBuilt.module.css';

interface Props {
  /** What is missing, as a sentence. */
  readonly title: string;
  readonly willOffer: readonly string[];
  /** What to use until then. */
  readonly meanwhile: string;
}

/** Says plainly that something is not there yet. */
export function NotBuilt({ title, willOffer, meanwhile }: Props) {
  return (
    <section className={styles.note} aria-label={title}>
      <IconHammer size={20} stroke={1.75} aria-hidden />
      <div className={styles.text}>
        <h2 className={styles.title}>{title}</h2>
        <ul className={styles.list}>
          {willOffer.map((offer) => (
            <li key={offer}>{offer}</li>
          ))}
        </ul>
        <p>
          <strong>Until then:</strong> {meanwhile}
        </p>
      </div>
    </section>
  );
}

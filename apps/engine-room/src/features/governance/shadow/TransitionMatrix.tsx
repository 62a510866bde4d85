import type { ShadowTransition } from '@app/contracts';
import { parseAsString, useQueryState } from 'nuqs';
import { useId } from 'react';
import { Link } from 'react-router-dom';
import { count, counted } from '../../../ui/figures';
import { Section } from '../../../ui/Section';
import { tracePlace } from '../places';
import { classWords, matrixOf } from './matrix';
import styles from './Shadow.module.css';

interface Props {
  readonly provider: string;
  readonly transitions: readonly ShadowTransition[];
}

/** What became of what: rows are the active policy's classes, columns the candidate's. A cell opens its examples. */
export function TransitionMatrix({ provider, transitions }: Props) {
  // in the URL, so that the way back from an example leads to where one was
  const [chosen, setChosen] = useQueryState('cell', parseAsString);
  const keyOf = ({ from, to }: ShadowTransition) => `${provider}.${from ?? ''}.${to ?? ''}`;
  const panel = useId();
  const matrix = matrixOf(transitions);
  const open = transitions.find((cell) => keyOf(cell) === chosen);
  return (
    <Section
      title={`Decisions at ${provider}`}
      note={`${counted(matrix.other, 'decision')} would be another one, ${count(matrix.same)} the same`}
      isFlush
    >
      <table className={styles.matrix}>
        <caption className="visually-hidden">
          Decisions at {provider}: rows as the active policy decides, columns as the candidate would
        </caption>
        <thead>
          <tr>
            <th scope="col">active ↓ candidate →</th>
            {matrix.to.map((to) => (
              <th key={to} scope="col">
                {classWords(to)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.from.map((from) => (
            <tr key={from}>
              <th scope="row">{classWords(from)}</th>
              {matrix.to.map((to) => {
                const cell = matrix.cellOf(from, to);
                return (
                  <td key={to} data-kind={cell ? (from === to ? 'same' : 'other') : 'none'}>
                    {cell ? (
                      <Cell
                        cell={cell}
                        isOpen={keyOf(cell) === chosen}
                        panel={panel}
                        onToggle={() => void setChosen(keyOf(cell) === chosen ? null : keyOf(cell))}
                      />
                    ) : (
                      <span aria-label="none">·</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div id={panel} className={styles.examples} aria-live="polite">
        {open ? <Examples cell={open} /> : <p className={styles.dim}>Choose a figure to see examples.</p>}
      </div>
    </Section>
  );
}

interface CellProps {
  readonly cell: ShadowTransition;
  readonly isOpen: boolean;
  /** The id of where its examples are shown. */
  readonly panel: string;
  readonly onToggle: () => void;
}

function Cell({ cell, isOpen, panel, onToggle }: CellProps) {
  if (cell.examples.length === 0) return <span className={styles.plain}>{count(cell.count)}</span>;
  return (
    <button
      type="button"
      className={styles.cell}
      aria-expanded={isOpen}
      aria-controls={panel}
      aria-label={`${count(cell.count)} from ${classWords(cell.from)} to ${classWords(cell.to)}: examples`}
      onClick={onToggle}
    >
      {count(cell.count)}
    </button>
  );
}

function Examples({ cell }: { readonly cell: ShadowTransition }) {
  const { from, to, examples } = cell;
  const said =
    from === to ? `${classWords(from)} under both` : `${classWords(from)} before, ${classWords(to)} with the candidate`;
  return (
    <>
      <p>
        {counted(cell.count, 'decision')}: {said}. For example:
      </p>
      <ul>
        {examples.map((traceId) => (
          <li key={traceId}>
            <Link to={tracePlace(traceId)}>decision {traceId}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

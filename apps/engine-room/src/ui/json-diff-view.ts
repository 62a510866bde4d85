import { json } from '@codemirror/lang-json';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';

export interface DiffTexts {
  readonly before: string;
  readonly after: string;
  /** What each side is called, for those who do not see it. */
  readonly beforeLabel: string;
  readonly afterLabel: string;
}

/** Many unchanged lines around a change say nothing; those nearest show where one is. */
const COLLAPSE = { margin: 3, minSize: 6 };

/**
 * Shows both texts in `host`: side by side, or as one where there is no room for two.
 * @param nonce of this page's answer; the styles that are made here carry it
 * @returns takes it away again
 */
export function showDiff(host: HTMLElement, texts: DiffTexts, isNarrow: boolean, nonce: string): () => void {
  const { before, after, beforeLabel, afterLabel } = texts;
  if (isNarrow) {
    const merged = unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: COLLAPSE });
    const extensions = [...common(`${beforeLabel} and ${afterLabel}`, nonce), merged];
    const view = new EditorView({ parent: host, state: EditorState.create({ doc: after, extensions }) });
    return () => view.destroy();
  }
  const view = new MergeView({
    parent: host,
    a: { doc: before, extensions: common(beforeLabel, nonce) },
    b: { doc: after, extensions: common(afterLabel, nonce) },
    gutter: true,
    collapseUnchanged: COLLAPSE,
  });
  return () => view.destroy();
}

const common = (label: string, nonce: string): Extension[] => [
  EditorView.cspNonce.of(nonce),
  EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true' }),
  EditorState.readOnly.of(true),
  EditorView.lineWrapping,
  lineNumbers(),
  json(),
];

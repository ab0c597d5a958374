import { useState } from 'react';
import { go } from './address.ts';
import { draftKey, putInComposer } from './conversation/drafts.ts';
import { useStore } from './store.ts';

const KEY = 'sandbox.guide';
const STEP_KEY = 'sandbox.guide.step';

/** Collapsed if the screen is too small for both the step and what it describes. */
function isOpenAtFirst(): boolean {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? matchMedia('(width > 720px)').matches : kept === 'open';
}

/** Guides people through the first minutes, one step at a time, in one line. */
export function TryThis() {
  const { state } = useStore();
  const scene = state.scene!;
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const [kept, setKept] = useState(() => Number(sessionStorage.getItem(STEP_KEY)) || 0);
  const { guide } = scene;
  if (!guide || guide.steps.length === 0) return null;
  const last = guide.steps.length - 1;
  // Another guide may have fewer steps than the one before.
  const at = Math.min(kept, last);
  const { text, say, channel } = guide.steps[at]!;
  const fold = () => {
    sessionStorage.setItem(KEY, isOpen ? 'folded' : 'open');
    setOpen(!isOpen);
  };
  const move = (to: number) => {
    sessionStorage.setItem(STEP_KEY, String(to));
    setKept(to);
  };
  const dm = scene.places.find((place) => place.kind === 'im')?.id;
  const put = (words: string) => {
    // The step is for one person. Others may not be in that channel.
    const place = scene.places.some((each) => each.id === channel && each.isMember) ? channel : dm;
    if (place === undefined) return;
    go({ place });
    putInComposer(draftKey(scene.me, place), words);
  };
  return (
    <section className="try-this" aria-label={guide.title}>
      <h2>{guide.title}</h2>
      {isOpen && (
        <>
          <p aria-live="polite">
            <span>
              {at + 1} of {last + 1}
            </span>{' '}
            {text}
          </p>
          {say !== undefined && (
            <button type="button" onClick={() => put(say)}>
              Type it for me
            </button>
          )}
          <button type="button" aria-label="Previous step" disabled={at === 0} onClick={() => move(at - 1)}>
            ‹
          </button>
          <button type="button" aria-label="Next step" disabled={at === last} onClick={() => move(at + 1)}>
            ›
          </button>
        </>
      )}
      <button type="button" aria-expanded={isOpen} onClick={fold}>
        {isOpen ? 'Hide' : 'Show'}
      </button>
    </section>
  );
}

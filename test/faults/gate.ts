import type { Watch } from './steps.ts';

type Where = (side: 'before' | 'after', step: string) => boolean;

/** Freezes a replica between two of its steps. */
export interface Gate {
  watch: Watch;
  /** Freezes it at the next step that matches. Resolves once it is frozen. */
  freezeAt(at: Where): Promise<void>;
  /** Resumes it and freezes it again at the next step that matches. Resolves once it is frozen. */
  freezeAgainAt(at: Where): Promise<void>;
  isFrozen(): boolean;
  thaw(): void;
}

export function openGate(): Gate {
  let trap: { at: Where; sprung: () => void } | null = null;
  let goOn: (() => void) | null = null;
  const goFurther = () => {
    goOn?.();
    goOn = null;
  };
  const gate: Gate = {
    async watch(side, step) {
      if (!trap?.at(side, step)) return;
      const { sprung } = trap;
      trap = null;
      await new Promise<void>((resolve) => {
        goOn = resolve;
        sprung();
      });
    },
    freezeAt: (at) =>
      new Promise((resolve) => {
        trap = { at, sprung: resolve };
      }),
    freezeAgainAt(at) {
      const frozen = gate.freezeAt(at);
      goFurther();
      return frozen;
    },
    isFrozen: () => goOn !== null,
    thaw() {
      trap = null;
      goFurther();
    },
  };
  return gate;
}

/** Matches the `count`th step whose name starts with `name`. */
export function atStep(wanted: 'before' | 'after', name: string, count = 1): Where {
  let left = count;
  return (side, step) => side === wanted && step.startsWith(name) && --left === 0;
}

/** Before the sender starts to send: no message can be out. */
export const beforeStarting = (): Where => atStep('before', 'update nudge set channel_id');
/** The message is out, but not yet recorded as sent. */
export const afterPosting = (count = 1): Where =>
  atStep('before', `update nudge set state = 'sent', message_ts`, count);

/** After the sender started to send: the message may be out. Not at the call itself, which would time out while frozen. */
export function beforePosting(count = 1): Where {
  let left = count;
  let begun = false;
  return (side, step) => {
    if (step.startsWith('update nudge set channel_id')) begun = true;
    if (!begun || side !== 'after' || step !== 'COMMIT') return false;
    begun = false;
    return --left === 0;
  };
}

import { useEffect, useState } from 'react';
import { type ClockStep, Failed, moveClock } from './api.ts';
import { inZone } from './days.ts';
import { useStore } from './store.ts';

const STEPS: readonly { step: ClockStep; label: string }[] = [
  { step: 'hour', label: '+1 hour' },
  { step: 'morning', label: 'Tomorrow 8:00 AM' },
  { step: 'monday', label: 'Next Monday 8:00 AM' },
];

/** The business clock in the person's zone, with buttons to move it. */
export function ClockBar() {
  const { state } = useStore();
  const [trouble, setTrouble] = useState<string>();
  const scene = state.scene!;
  const zone = scene.people.find((person) => person.id === scene.me)?.zone ?? 'UTC';
  const now = useNow(state.clock);
  const move = (step: ClockStep) =>
    moveClock(step, zone).then(
      () => setTrouble(undefined),
      (error) => setTrouble(error instanceof Failed ? error.message : String(error)),
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and not every browser can lay it out as a row.
    <div className="clock" role="group" aria-label="Clock">
      <time dateTime={new Date(now).toISOString()}>
        {inZone(now, zone, { weekday: 'short', month: 'short', day: 'numeric' })},{' '}
        {inZone(now, zone, { hour: 'numeric', minute: '2-digit' })}
      </time>
      {STEPS.map(({ step, label }) => (
        <button key={step} type="button" onClick={() => void move(step)}>
          {label}
        </button>
      ))}
      {trouble !== undefined && <span role="alert">{trouble}</span>}
    </div>
  );
}

function useNow({ now, at }: { now: number; at: number }): number {
  const [tick, setTick] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now + Math.max(0, tick - at);
}

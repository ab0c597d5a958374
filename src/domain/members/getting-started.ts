import { gettingStartedPolicy } from '../policy.ts';

/** What shows how far a member has come. */
export interface Beginning {
  /** Partners in their book, resting ones included. */
  partners: number;
  /** They joined lately. */
  isNew: boolean;
  hasTouchpoint: boolean;
  /** They have chosen their settings, or got a list at the hour that is set. */
  knowsHour: boolean;
}

export interface Steps {
  names: boolean;
  touchpoint: boolean;
  hour: boolean;
}

/** The steps of the first days and which are done. Null once all are, and for a book that came from elsewhere. */
export function stepsOf({ partners, isNew, hasTouchpoint, knowsHour }: Beginning): Steps | null {
  if (!isNew || partners > gettingStartedPolicy.grownBook) return null;
  const steps = {
    names: partners >= gettingStartedPolicy.names,
    touchpoint: hasTouchpoint,
    hour: knowsHour,
  };
  return Object.values(steps).every(Boolean) ? null : steps;
}

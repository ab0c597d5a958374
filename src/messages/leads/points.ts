import { count } from '../../domain/format.ts';

/** "up 3 points", "down 1 point". Words: an arrow's color would judge, and a screen reader skips it. */
export const upOrDown = (points: number): string =>
  `${points > 0 ? 'up' : 'down'} ${count(Math.abs(points), 'point')}`;

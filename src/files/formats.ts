import { csv } from './csv.ts';
import type { Format } from './format.ts';

/** What can be read, tried in this order. */
export const formats: readonly Format[] = [csv];

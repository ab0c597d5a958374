export { charactersIn, checkMessageBlocks, checkView } from './check.ts';
export type { Block } from './shapes.ts';
export { optionsOf } from './walk.ts';

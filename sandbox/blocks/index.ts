export { charactersIn, checkMessageBlocks, checkView } from './check.ts';
export type { Block, Element, Option } from './shapes.ts';
export { interactiveElements, optionsOf } from './walk.ts';

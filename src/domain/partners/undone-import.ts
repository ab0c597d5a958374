/** What the undo of an import came to. */
export interface UndoneImport {
  branchNames: string[];
  /** Partners who came with the import, and are no more. */
  gone: number;
  /** Partners who had been there before, and lost the owner that the import gave them. */
  released: number;
  /** Partners whose fields have again what was in them before. */
  emptied: number;
  /** Partners whom someone has touched since, with the first names. */
  kept: { count: number; names: string[] };
  /** Partners whom a legal hold keeps. */
  held: number;
  /** Members who came with the import: those who have left with it, and those who stay. */
  left: string[];
  stayed: string[];
}

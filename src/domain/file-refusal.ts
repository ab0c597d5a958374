import type { UnnamedColumns } from './partners/given-columns.ts';

/** Why a file as a whole cannot be read. Problems of single rows are `RowProblem`s. */
export type FileRefusal =
  | { why: 'empty' | 'no format' | 'old workbook' | 'no rows' }
  | { why: 'long line'; line: number }
  /** `says`: what is wrong with the header, in sentences that follow "FILE: ". `unnamed`: its columns, to be named. */
  | { why: 'header'; says: string; unnamed?: UnnamedColumns | null }
  | {
      why:
        | 'too many bytes'
        | 'too much unpacked'
        | 'too many rows'
        | 'too slow'
        | 'too much memory'
        | 'crashed';
    }
  /** Slack did not hand it over. */
  | {
      why:
        | 'not in slack'
        | 'unreachable'
        | 'gone'
        | 'changed'
        | 'forbidden'
        | 'no scope'
        | 'download too slow';
    };

/** A file that cannot be read. `messages` says why. */
export class FileRefused extends Error {
  override name = 'FileRefused';
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal, options?: ErrorOptions) {
    super(refusal.why, options);
    this.refusal = refusal;
  }
}

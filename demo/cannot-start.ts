/** The message says in one line why the demo cannot start and what to do. Exit code 1. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}

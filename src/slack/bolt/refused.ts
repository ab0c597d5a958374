/** Thrown for a request that must have no effect. The receiver answers with `status`. */
export class Refused extends Error {
  override name = 'Refused';
  /** Another workspace; a copy of an earlier request; more requests than can be served. */
  readonly status: 403 | 409 | 503;

  constructor(status: Refused['status'], why: string) {
    super(why);
    this.status = status;
  }
}

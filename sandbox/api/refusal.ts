/** A Web API call that Slack would answer with `ok: false`. */
export class Refusal extends Error {
  readonly error: string;
  /** Other fields of the answer. */
  readonly extra: Record<string, unknown>;
  constructor(error: string, extra: Record<string, unknown> = {}) {
    super(error);
    this.name = 'Refusal';
    this.error = error;
    this.extra = extra;
  }
}

/** A refusal that says what is wrong and where, like Slack, in `response_metadata.messages`. */
export function refusalWith(error: string, complaints: readonly string[]): Refusal {
  return new Refusal(error, {
    errors: complaints,
    response_metadata: { messages: complaints.map((complaint) => `[ERROR] ${complaint}`) },
  });
}

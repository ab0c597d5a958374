/** The part of the API that we use. The package has no types. */
declare module 'autocannon' {
  export interface Request {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string;
  }

  export interface Options {
    url: string;
    connections: number;
    /** The total number of requests. */
    amount: number;
    /** Sent in turn. `setupRequest` builds a new request each time; without it, the same one is sent again. */
    requests: (Request & {
      setupRequest?(request: Request): Request;
      onResponse(status: number, body: string): void;
    })[];
  }

  export default function autocannon(options: Options): Promise<{ errors: number }>;
}

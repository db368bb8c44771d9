/** What became of an output. An output is handed on where it is valid, repaired or unchecked. */
export type Outcome =
  | 'valid' | 'repaired' | 'invalid' | 'unreadable' | 'truncated' | 'no_call' | 'refused' | 'error'
  | 'unchecked'

/** A change that was made; spans count bytes of the raw output, UTF-8. */
export interface Repair {
  rule: string
  with?: string[]
  tier: 'lossless' | 'safe' | 'guess'
  span: [number, number]
  path?: string
  before: string
  after: string
  call?: number
}

/** A place in which an output breaks its schema, with Ajv's fields. */
export interface Violation {
  instancePath: string
  schemaPath: string
  keyword: string
  params: Record<string, unknown>
  message: string
}

/** Why an output is not handed on. */
export interface Reason {
  code: string
  message: string
  help?: string
  span?: [number, number]
}

export interface Call { name: string; arguments: unknown }

/** The verdict on an output. */
export class Judgement {
  readonly outcome: Outcome
  /** The record as `adhere filter --output record` writes it. */
  readonly line: string
  readonly record: Record<string, unknown>
  /** Whether there is something to hand on, or nothing was due. */
  readonly isSuccess: boolean
  readonly value: unknown
  /** The value, or the calls, as JSON text, numbers with the digits they came with. */
  readonly text: string | undefined
  readonly isOfCalls: boolean | undefined
  readonly calls: Call[] | undefined
  readonly repairs: Repair[]
  readonly violations: Violation[]
  readonly reason: Reason | undefined
  /** The calls or the value. @throws {NotConforming} */
  require(): unknown
}

/** A schema, a list of tools, a request or an option that cannot be used. */
export class ContractError extends Error {
  /** The byte that is meant, in the JSON that was read. */
  offset?: number
}

/** An output was wanted as a value, and is not handed on. */
export class NotConforming extends Error { judgement: Judgement }

export interface Options {
  /** Which repairs are permitted; `safe` without it. */
  repair?: 'none' | 'lossless' | 'safe' | 'guess'
  allow?: string[]
  deny?: string[]
  /** How calls are asked to be written; any form without it. */
  form?: 'native' | 'json' | 'hermes' | 'python' | 'xml' | 'harmony'
  assert_formats?: boolean
  counts?: boolean
  /** `hold` holds structured parts of streams until they are judged. */
  stream?: 'hold' | 'through'
  abort?: 'never' | 'runaway' | 'arguments' | 'content'
}

/** One of the three, as an object or JSON text; without any, all JSON conforms. */
export interface Source {
  schema?: unknown
  tools?: unknown
  tool_choice?: unknown
  request?: unknown
  /** Without these: `any` for JSON, `any-call` for a call of whatever tool. */
  any?: 'any' | 'any-call'
}

/** What is known beside an output. */
export interface About {
  id?: unknown
  model?: string
  provider?: string
  finish_reason?: string
  partial?: boolean
  prompt?: string
  messages?: unknown[]
}

export interface Answer {
  outcome: Outcome
  /** What to hand on: the body as it came, with only the repaired bytes replaced. */
  body: Buffer
  /** One for each choice. */
  judgements: Judgement[]
}

/** What outputs have to be. Compiled once. @throws {ContractError} */
export class Contract {
  constructor(source?: Source, options?: Options)
  /** The verdict on a text, or on calls as an API gave them. Bad output is data: it never throws. */
  judge(output: string | Buffer | null | unknown[], about?: About): Judgement
  /** The verdict on a whole answer, of any API. */
  judgeBody(body: string | Buffer, context?: { status?: number; request?: string | Buffer }): Answer
  stream(context?: { request?: string | Buffer }): Stream
  tallies(): Record<string, unknown>
}

/** A streamed answer that is being judged. */
export class Stream {
  /** The answer runs away or cannot conform any more: its connection should be closed. */
  readonly isGivenUp: boolean
  readonly outcome: Outcome | undefined
  readonly judgements: Judgement[]
  /** Takes the next bytes; returns what may be handed on. */
  feed(bytes: Uint8Array | string): Buffer
  finish(): Buffer
}

/** The value that a text of a model holds. @throws {NotConforming} */
export function repair(text: string, schema?: unknown, options?: Options): unknown

/** For the AI SDK: `experimental_repairText`. */
export function repairText(options?: Options & { schema?: unknown }):
  (context: { text: string; error?: unknown }) => Promise<string | null>

/** For the AI SDK: `experimental_repairToolCall`. */
export function repairToolCall(options?: Options):
  (context: { toolCall: any; inputSchema?: any; parameterSchema?: any }) => Promise<any | null>

/** A `fetch` that judges and repairs every answer: `new OpenAI({ fetch: wrapFetch() })`. */
export function wrapFetch(fetch?: typeof globalThis.fetch, options?: Options):
  typeof globalThis.fetch

export const version: string

'use strict'
// Judges and repairs what language models return. What the classes do is said in index.d.ts.

const addon = require('./adhere.node')

const outcomes = ['valid', 'repaired', 'invalid', 'unreadable', 'truncated', 'no_call', 'refused',
  'error', 'unchecked']
const successes = new Set(['valid', 'repaired', 'unchecked', 'no_call'])

class ContractError extends Error {
  constructor(text) {
    let problem = { message: text }
    try { problem = JSON.parse(text).error } catch { /* It is a message already. */ }
    super(problem.message)
    this.name = 'ContractError'
    this.offset = problem.offset
  }
}

class NotConforming extends Error {
  constructor(judgement) {
    const reason = judgement.reason
    super(`${judgement.outcome}: ${reason ? reason.message : 'no value'}` +
      (reason && reason.help ? `; would help: ${reason.help}` : ''))
    this.name = 'NotConforming'
    this.judgement = judgement
  }
}

const encode = value =>
  value === undefined || typeof value === 'string' || Buffer.isBuffer(value)
    ? value : JSON.stringify(value)

class Judgement {
  #record
  #line
  // `text` is the value or the calls as JSON text; `line` may be a function, which writes the record
  // when it is asked for.
  constructor(outcome, line, text, isOfCalls) {
    this.outcome = outcome
    this.#line = line
    this.text = text
    this.isOfCalls = isOfCalls
  }
  get line() { return typeof this.#line === 'function' ? this.#line = this.#line() : this.#line }
  get isSuccess() { return successes.has(this.outcome) }
  get record() { return this.#record ??= JSON.parse(this.line) }
  get value() {
    if (this.text !== undefined) return this.isOfCalls ? undefined : JSON.parse(this.text)
    return this.outcome === 'valid' || this.outcome === 'repaired' ? this.record.value : undefined
  }
  get calls() {
    if (this.text !== undefined) return this.isOfCalls ? JSON.parse(this.text) : undefined
    return this.outcome === 'valid' || this.outcome === 'repaired'
      ? this.record.calls ?? undefined : undefined
  }
  get repairs() { return this.record.repairs }
  get violations() { return this.record.violations }
  get reason() { return this.record.reason }
  require() {
    if (!this.isSuccess) throw new NotConforming(this)
    return this.calls ?? this.value
  }
}

const judgements = lines => lines.split('\n').slice(0, -1).map(line =>
  new Judgement(JSON.parse(line).outcome, line))

class Contract {
  #contract
  #judge
  #isJSON
  #isLazy
  constructor(source = {}, options = {}) {
    const kinds = ['schema', 'tools', 'request'].filter(kind => source[kind] !== undefined)
    if (kinds.length > 1) throw new TypeError('a contract is of a schema, of tools or of a request')
    const kind = kinds[0] ?? source.any ?? 'any'
    this.#isJSON = kind === 'schema' || kind === 'any'
    // What is counted is judged once; and what a request asks for, its record tells.
    this.#isLazy = kind !== 'request' && !options.counts
    const settings = { ...options, kind }
    if (source.tool_choice !== undefined) settings.tool_choice = source.tool_choice
    const made = addon.contractNew(encode(source[kind]), JSON.stringify(settings))
    if (typeof made === 'string') throw new ContractError(made)
    this.#contract = made
    this.#judge = addon.judgeNew(made)
  }
  judge(output, about) {
    const extra = about && JSON.stringify(about)
    const isText = output === undefined || output === null || typeof output === 'string' ||
      Buffer.isBuffer(output)
    const bytes = isText ? output : JSON.stringify(output)
    const run = () => (isText ? addon.judgeText : addon.judgeCalls)(this.#judge, bytes, extra)
    const status = run()
    if (this.#isLazy && (status === 0 || status === 1)) {
      const text = status === 0 && this.#isJSON && typeof output === 'string'
        ? output : addon.judgeValue(this.#judge)
      const line = () => {
        run()
        return addon.judgeRecords(this.#judge).slice(0, -1)
      }
      return new Judgement(outcomes[status], line, text, !this.#isJSON)
    }
    const lines = addon.judgeRecords(this.#judge)
    if (status < 0) throw new ContractError(lines || 'a bad argument')
    return new Judgement(outcomes[status], lines.slice(0, -1))
  }
  judgeBody(body, { status = 0, request } = {}) {
    const outcome = addon.judgeBody(this.#judge, encode(body), status, encode(request))
    const lines = addon.judgeRecords(this.#judge)
    if (outcome < 0) throw new ContractError(lines || 'a bad argument')
    return {
      outcome: outcomes[outcome], body: addon.judgeHandedOn(this.#judge),
      judgements: judgements(lines)
    }
  }
  stream({ request } = {}) { return new Stream(addon.streamNew(this.#contract, encode(request))) }
  tallies() { return JSON.parse(addon.judgeTallies(this.#judge)) }
}

class Stream {
  #stream
  isGivenUp = false
  outcome = undefined
  judgements = []
  constructor(stream) { this.#stream = stream }
  feed(bytes) {
    const status = addon.streamFeed(this.#stream, Buffer.isBuffer(bytes) || typeof bytes === 'string'
      ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (status < 0) throw new Error('the stream has ended')
    this.isGivenUp = status === 1
    return addon.streamHandedOn(this.#stream)
  }
  finish() {
    const status = addon.streamFinish(this.#stream)
    if (status === -3) throw new Error('the stream has ended')
    const lines = addon.streamRecords(this.#stream)
    if (status < 0) throw new ContractError(lines)
    this.outcome = outcomes[status]
    this.judgements = judgements(lines)
    return addon.streamHandedOn(this.#stream)
  }
}

function repair(text, schema, options = {}) {
  return new Contract(schema === undefined ? {} : { schema }, options).judge(text).require()
}

// For the AI SDK: experimental_repairText of generateObject and streamObject.
function repairText({ schema, ...options } = {}) {
  const contract = new Contract(schema === undefined ? {} : { schema }, options)
  return async ({ text }) => {
    const judgement = contract.judge(text)
    // The text, not the value: numbers keep their digits.
    return judgement.outcome === 'valid' || judgement.outcome === 'repaired' ? judgement.text : null
  }
}

// For the AI SDK: experimental_repairToolCall of generateText and streamText.
function repairToolCall(options = {}) {
  return async ({ toolCall, inputSchema, parameterSchema }) => {
    const schema = await (inputSchema ?? parameterSchema)({ toolName: toolCall.toolName })
    const tools = [{ name: toolCall.toolName, parameters: schema }]
    const judgement = new Contract({ tools }, options)
      .judge([{ name: toolCall.toolName, arguments: toolCall.input ?? toolCall.args }])
    if (judgement.calls?.length !== 1) return null
    // [{"name":"…","arguments":…}]: cut out of the text, where numbers keep their digits. In a name the
    // quote would have a backslash before it.
    const mark = '","arguments":'
    const input = judgement.text.slice(judgement.text.indexOf(mark) + mark.length, -2)
    return 'args' in toolCall ? { ...toolCall, args: input } : { ...toolCall, input }
  }
}

const judgedPaths = /\/(chat\/completions|responses|messages)$/
// What says nothing about the form of an answer. Everything else tells two contracts apart: providers
// have many names for what they are asked.
const said = new Set(['messages', 'input', 'instructions', 'system', 'prompt', 'stream', 'user',
  'metadata', 'seed', 'temperature', 'top_p', 'max_tokens', 'max_completion_tokens',
  'max_output_tokens'])
const leftOut = ['content-length', 'content-encoding', 'transfer-encoding']

// A fetch that judges and repairs every answer: new OpenAI({ fetch: wrapFetch() }).
function wrapFetch(fetch = globalThis.fetch, options = {}) {
  const contracts = new Map()
  const contractOf = (text) => {
    let request
    try { request = JSON.parse(text) } catch { return undefined }
    if (request === null || typeof request !== 'object') return undefined
    const key = JSON.stringify(Object.entries(request).filter(([name]) => !said.has(name)))
    if (!contracts.has(key)) {
      if (contracts.size >= 256) contracts.clear()
      let contract
      // The provider says what is wrong with a request.
      try { contract = new Contract({ request: text }, options) } catch { contract = undefined }
      contracts.set(key, contract)
    }
    return { contract: contracts.get(key), isStream: request.stream === true }
  }
  return async (input, init) => {
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url)
    const text = typeof init?.body === 'string' ? init.body : undefined
    const known = (init?.method ?? 'GET').toUpperCase() === 'POST' && text !== undefined &&
      judgedPaths.test(url.pathname) ? contractOf(text) : undefined
    const response = await fetch(input, init)
    if (!known?.contract) return response
    const headers = new Headers(response.headers)
    for (const name of leftOut) headers.delete(name)
    const kind = headers.get('content-type') ?? ''
    if (response.ok && response.body && (known.isStream || kind.startsWith('text/event-stream'))) {
      const stream = known.contract.stream({ request: text })
      const body = response.body.pipeThrough(new TransformStream({
        transform(chunk, controller) {
          const out = stream.feed(chunk)
          if (out.length) controller.enqueue(out)
          if (stream.isGivenUp) {
            const rest = stream.finish()
            if (rest.length) controller.enqueue(rest)
            controller.terminate()
          }
        },
        flush(controller) {
          if (stream.outcome !== undefined) return
          const rest = stream.finish()
          if (rest.length) controller.enqueue(rest)
        }
      }))
      return new Response(body, { status: response.status, statusText: response.statusText, headers })
    }
    const answer = known.contract.judgeBody(
      Buffer.from(await response.arrayBuffer()), { status: response.status, request: text })
    headers.set('adhere-outcome', answer.outcome)
    const isEmpty = [101, 204, 205, 304].includes(response.status)
    return new Response(isEmpty ? null : answer.body,
      { status: response.status, statusText: response.statusText, headers })
  }
}

module.exports = {
  Contract, ContractError, Judgement, NotConforming, Stream, repair, repairText, repairToolCall,
  version: addon.version(), wrapFetch
}

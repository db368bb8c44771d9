'use strict'
// What the package promises, asked of a built one: test.js PACKAGE
const assert = require('assert')
const fs = require('fs')
const {
  Contract, ContractError, NotConforming, repair, repairText, repairToolCall, wrapFetch
} = require(fs.realpathSync(process.argv[2]))

const person = { type: 'object', properties: { age: { type: 'integer' } }, required: ['age'] }

async function main() {
  assert.deepStrictEqual(repair("```json\n{'age': 36,}\n```"), { age: 36 })
  assert.throws(() => repair('nothing'), NotConforming)
  assert.throws(() => new Contract({ schema: { type: 'objekt' } }), ContractError)

  const contract = new Contract({ schema: person })
  assert.strictEqual(contract.judge('{"age":1}').outcome, 'valid')
  assert.strictEqual(contract.judge('{"age":"1"}').repairs[0].rule, 'string-to-number')
  assert.strictEqual(contract.judge('{}').reason.code, 'nonconforming')

  const tools = new Contract({ tools: [{ name: 'f', parameters: person }] })
  assert.deepStrictEqual(tools.judge('f(age=3)').calls, [{ name: 'f', arguments: { age: 3 } }])
  assert.strictEqual(tools.judge('f(age=3)').value, undefined)

  const counted = new Contract({ schema: person }, { counts: true })
  void counted.judge('{age:1}').record
  assert.match(JSON.stringify(counted.tallies()), /"repaired":1\b/)

  // Digits that a number of JavaScript does not have.
  const big = '18446744073709551617'
  assert.strictEqual(await repairText()({ text: `{"n": ${big},}` }), `{"n": ${big}}`)
  const mended = await repairToolCall()({
    toolCall: { toolName: 'f', input: `{'age': ${big}}` }, inputSchema: async () => person
  })
  assert.deepStrictEqual(mended, { toolName: 'f', input: `{"age": ${big}}` })
  assert.strictEqual(await repairToolCall()({
    toolCall: { toolName: 'f', input: '{}' }, inputSchema: async () => person
  }), null)

  // Two requests that ask for different things under a name of one provider have two contracts.
  const asked = schema => JSON.stringify({ messages: [{ role: 'user', content: 'x' }], format: schema })
  const answer = JSON.stringify({ choices: [{ message: { content: "{'b': 1}" }, finish_reason: 'stop' }] })
  const judged = wrapFetch(async () => new Response(answer))
  const outcome = async schema => (await judged('http://x/v1/chat/completions',
    { method: 'POST', body: asked(schema) })).headers.get('adhere-outcome')
  assert.strictEqual(await outcome({ type: 'object', required: ['a'] }), 'invalid')
  assert.strictEqual(await outcome({ type: 'object', required: ['b'] }), 'repaired')
  console.log('Node: all well')
}

main()

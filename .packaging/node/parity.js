'use strict'
// Holds records from Node against those of the command: parity.js PACKAGE ADHERE RECORDS...
// A file of `.answers` has whole answers, with what the command made of them (`parity.py --answers`).
const { spawnSync } = require('child_process')
const { gunzipSync } = require('zlib')
const fs = require('fs')
const [folder, command, ...paths] = process.argv.slice(2)
const { Contract, ContractError } = require(fs.realpathSync(folder))

// What is made of a whole answer, and what is handed on.
function answered({ request, data, stream }) {
  const contract = new Contract({ request })
  if (!stream) {
    const judged = contract.judgeBody(data)
    return [judged.judgements, judged.body]
  }
  const bytes = Buffer.from(data)
  const judge = contract.stream()
  const out = []
  for (let i = 0; i < bytes.length; i += 11) out.push(judge.feed(bytes.subarray(i, i + 11)))
  out.push(judge.finish())
  return [judge.judgements, Buffer.concat(out)]
}

const known = ['id', 'model', 'provider', 'finish_reason', 'partial', 'prompt', 'messages']

// Members as the line wrote them: numbers keep their digits only as text.
function judged(line, record) {
  const { schema, tools, surface, raw } = record
  const isCalls = surface === 'tool' || (surface === undefined && Array.isArray(raw))
  const source = schema !== undefined && schema !== null && surface !== 'tool'
    ? { schema } : tools !== undefined && tools !== null && surface !== 'json'
      ? { tools, tool_choice: record.tool_choice ?? undefined }
      : { any: isCalls ? 'any-call' : 'any' }
  const about = {}
  for (const name of known) if (name in record) about[name] = record[name]
  return new Contract(source).judge(raw, about).line
}

let [total, differ, unusable] = [0, 0, 0]
for (const path of paths.filter(path => path.endsWith('.answers'))) {
  for (const line of fs.readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const wanted = JSON.parse(line)
    const [judgements, out] = answered(wanted)
    const lines = judgements.map(judgement => judgement.line + '\n').join('')
    total += 1
    if ((lines !== wanted.lines || out.toString().trim() !== wanted.body.trim()) && (differ += 1) < 5) {
      console.log(line.slice(0, 300), '\n ', lines.slice(0, 300), '\n ', out.toString().slice(0, 300))
    }
  }
}
for (const path of paths.filter(path => !path.endsWith('.answers'))) {
  const bytes = fs.readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  const records = text.split('\n').filter(Boolean).map(line => JSON.parse(line))
    .map(record => record.record ?? record)
    .map(record => typeof record.input === 'string' && !('raw' in record)
      ? { raw: record.input, schema: record.schema ?? undefined, tools: record.tools ?? undefined }
      : record)
    .filter(record => 'raw' in record)
    // In a corpus a form is how an output is written, not one that was asked for.
    .map(({ form, ...record }) => record)
  const lines = records.map(record => JSON.stringify(record).toWellFormed?.() ?? JSON.stringify(record))
  const run = spawnSync(command,
    ['filter', '--input', 'record', '--output', 'record', '--exit-zero'],
    { input: lines.join('\n'), maxBuffer: 1 << 30 })
  const wanted = run.stdout.toString().split('\n').slice(0, -1)
  if (wanted.length !== lines.length) throw new Error(`${path}: ${wanted.length} of ${lines.length}`)
  wanted.forEach((right, i) => {
    total += 1
    let found
    try { found = judged(lines[i], records[i]) } catch (error) {
      if (!(error instanceof ContractError)) throw error
      unusable += 1
      if (JSON.parse(right).outcome === 'error') return
      found = error.message
    }
    if (found !== right && (differ += 1) < 5) console.log(path, lines[i].slice(0, 300), '\n ', right.slice(0, 300), '\n ', found.slice(0, 300))
  })
}
console.log(`${total} records, ${differ} differ, ${unusable} with a contract that cannot be used`)
process.exit(differ > 0 ? 1 : 0)

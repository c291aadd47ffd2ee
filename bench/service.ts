/**
 * Whether the load generator is ever what is measured: it sends requests to a service that does nothing, and that V8 does not
 * stop to optimise, each of the two on one core, and prints its own latencies and how late it sent. Beside it `wrk` and `oha`, where they are installed, in the
 * same run, on the same core. wrk sends the next request only when the last was answered (closed loop), so its rate is what
 * it reaches, and its latency counts from the sending.
 *
 * Usage: bench/service.ts [RATE] [SECONDS]; default: 2000 a second, 10 seconds
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const [rate = 2000, seconds = 10] = process.argv.slice(2).map(Number)
const [OWN_CORE, SERVICE_CORE] = ['0', '1']
const file = (name: string) => join(import.meta.dirname, 'service', name)
const pinned = (core: string, ...argv: string[]): [string, string[]] => ['taskset', ['-c', core, ...argv]]

const service = spawn(...pinned(SERVICE_CORE, process.execPath, '--no-opt', file('null-service.ts')), {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const [port] = await once(service.stdout, 'data')
const place = String(port).trim()
const url = `http://127.0.0.1:${place}/`

const milliseconds = (values: number[]) =>
  ['p50', 'p95', 'p99', 'max'].map((name, index) => `${name} ${values[index]?.toFixed(3)} ms`).join(', ')

try {
  const generated = await run(
    ...pinned(OWN_CORE, process.execPath, file('generate.ts'), place, `${rate}`, `${seconds}`),
  )
  const own = JSON.parse(generated.stdout)
  const isHeld = own.perSecond > 0.99 * rate && own.latencyMs[2] < 1 && Object.keys(own.errors).length === 0
  console.log(`etl-compare, ${rate} requests a second by a Poisson process, ${seconds} s`)
  console.log(`  ${own.perSecond.toFixed(0)} a second answered; errors: ${JSON.stringify(own.errors)}`)
  console.log(`  latency from when due: ${milliseconds(own.latencyMs)}`)
  console.log(`  sent after due:        ${milliseconds(own.lateMs)}`)
  console.log(`  ${(100 * own.coreShare).toFixed(0)} % of its core`)
  console.log(`  ${isHeld ? 'held' : 'NOT held'}: ${rate} a second with p99 below 1 ms`)
  await beside('wrk', ['-t1', '-c8', `-d${seconds}s`, '--latency', url])
  await beside('oha', [
    '-q',
    `${rate}`,
    '-z',
    `${seconds}s`,
    '-c',
    '50',
    '--latency-correction',
    '--no-tui',
    url,
  ])
} finally {
  service.kill()
}

async function beside(tool: string, args: string[]): Promise<void> {
  const ran = await run(...pinned(OWN_CORE, tool, ...args)).catch((error: Error) => error)
  if ('stdout' in ran && !(ran instanceof Error)) console.log(`\n${tool} ${args.join(' ')}\n${ran.stdout}`)
  else console.log(`\n${tool} is not installed, or failed: ${(ran as Error).message.split('\n')[0]}`)
}

/** The load generator as a process of its own: generate.ts PORT RATE SECONDS. Prints what it measured, as JSON. */
import { Agent } from 'node:http'
import { generateLoad } from '../../src/service/load.ts'
import { arrivalsMs } from '../../src/service/schedule.ts'

const [port = 0, rate = 0, seconds = 0] = process.argv.slice(2).map(Number)
const target = { host: '127.0.0.1', port, agent: new Agent({ keepAlive: true }), timeoutMs: 10_000 }
const requests = [{ outgoing: { method: 'GET', path: '/', headers: {}, body: null }, status: 200 }]
const load = (count: number) =>
  generateLoad(target, requests, arrivalsMs(count * rate, count, 'bench'), new AbortController().signal)

// So that connections are open and code is compiled, as both are after the first pass of a real run.
await load(1)
const [before, begun] = [process.cpuUsage(), performance.now()]
const { latenciesMs, lateMs, errors } = await load(seconds)
const elapsed = performance.now() - begun
const { user, system } = process.cpuUsage(before)
const at = (sorted: Float64Array, share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null
console.log(
  JSON.stringify({
    answered: latenciesMs.length,
    perSecond: (1000 * latenciesMs.length) / elapsed,
    errors,
    latencyMs: [0.5, 0.95, 0.99, 1].map((share) => at(latenciesMs, share)),
    lateMs: [0.5, 0.95, 0.99, 1].map((share) => at(lateMs, share)),
    coreShare: (user + system) / 1000 / elapsed,
  }),
)
target.agent.destroy()

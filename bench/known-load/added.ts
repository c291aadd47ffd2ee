/** What the tool's runner adds to `docker run` of the same command, with the same options, taken in turns. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Daemon } from '../../src/runners/docker/connect.ts'
import type { Inside } from '../../src/runners/docker/probe.ts'
import { alignCells } from '../../src/text/text.ts'
import { BARE, insideOf, PYTHON, prepareLoads, runLoad } from './run.ts'

const TURNS = 12
const DOCKER = '/usr/bin/docker'
const OPTIONS =
  '--rm --init --network none --cpuset-cpus 0,1 --memory 4g --memory-swap 4g --pids-limit 8192 --cap-drop ALL ' +
  '--security-opt no-new-privileges --log-driver none --volume /tmp'

interface Cost {
  wallMs: number
  /** Of all that ran in the container until the command's end. */
  cpuSeconds: number
}

/** Lines of a table: what the tool adds in wall time, and of CPU in the container, before and while the program ran. */
export async function containerOverhead(): Promise<string[]> {
  const daemon = await prepareLoads()
  const rows = [['in a container', 'docker run', 'added', 'CPU added inside', 'while it ran']]
  for (const [image, meter] of [
    [PYTHON, 'inside'],
    [BARE, 'outside'],
  ] as const) {
    const inside = await insideOf(daemon, image)
    if (!inside) throw new Error(`${image} was not built`)
    const nothing = await compare(daemon, inside, ['/load', 'sleep', '0'])
    const busy = await compare(daemon, inside, ['/load', 'cpu', '1'])
    const ran = busy.addedCpuMs - nothing.addedCpuMs
    rows.push(
      [`nothing, meter ${meter}`, ms(nothing.plainMs), ms(nothing.addedMs), ms(nothing.addedCpuMs), ''],
      [
        `2 s of CPU, meter ${meter}`,
        ms(busy.plainMs),
        ms(busy.addedMs),
        ms(busy.addedCpuMs),
        `${ms(ran)} (${(ran / 20).toFixed(1)} %)`,
      ],
    )
  }
  return alignCells(rows, [1, 2, 3, 4])
}

const ms = (value: number): string => `${value.toFixed(0)} ms`

interface Added {
  plainMs: number
  addedMs: number
  addedCpuMs: number
}

async function compare(daemon: Daemon, inside: Inside, argv: string[]): Promise<Added> {
  const [plain, ours]: [Cost[], Cost[]] = [[], []]
  for (let turn = 0; turn < TURNS; turn += 1) {
    plain.push(await cost(() => plainly(inside, argv)))
    ours.push(await cost(async () => (await runLoad(daemon, inside, argv)).printed))
  }
  // Each with the one right before: what else the machine does falls on both.
  const added = (what: keyof Cost) =>
    median(ours.map((cost, turn) => cost[what] - (plain[turn]?.[what] ?? Number.NaN)))
  return {
    plainMs: median(plain.map(({ wallMs }) => wallMs)),
    addedMs: added('wallMs'),
    addedCpuMs: 1000 * added('cpuSeconds'),
  }
}

async function cost(work: () => Promise<string>): Promise<Cost> {
  const begun = performance.now()
  const printed = await work()
  const wallMs = performance.now() - begun
  const { containerSeconds } = JSON.parse(printed) as { containerSeconds: number }
  return { wallMs, cpuSeconds: containerSeconds }
}

async function plainly({ image }: Inside, argv: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(DOCKER, ['run', ...OPTIONS.split(' '), image.name, ...argv])
  return stdout
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

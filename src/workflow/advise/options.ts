import { PLATFORM_KINDS, type PlatformKind } from '../../advice/platform-kinds.ts'
import { invalidOption } from '../../errors.ts'
import { parseBytes } from '../../model/units/bytes.ts'
import { parseDuration } from '../../model/units/duration.ts'
import { nearest } from '../../text/nearest.ts'
import { requireNamed } from '../record/identity.ts'
import { given } from './given.ts'

/** What a job is like, as the command line says it: texts that were not looked at yet. */
export interface StatedOptions {
  baseline?: string
  candidates?: string[]
  volume?: string
  growth?: string
  runsPerDay?: string
  platform?: string
  nodes?: string
  startup?: string
  idle?: string
  memory?: string
  limit?: string
  skill?: string[]
}

/** The same, checked; what was not said is absent. */
export interface Stated {
  baseline?: string
  candidates?: string[]
  volumeBytes?: number
  growth?: number
  runsPerDay?: number
  kind?: PlatformKind
  nodes?: number
  startupSeconds?: number
  idleSeconds?: number
  memoryBytes?: number
  limitSeconds?: number
  skills: Record<string, string>
}

const MOST_RUNS = 86_400
const MOST_NODES = 100_000
/** A growth of 100 times a year, or by bytes that no storage holds, is a slip. */
const [MOST_GROWTH, MOST_BYTES] = [100, 1e18]
const MOST_SECONDS = 7 * 86_400

/** @throws UserError `optionInvalid` for the first that is wrong */
export function readStated(options: StatedOptions): Stated {
  const { baseline, candidates, volume, growth, runsPerDay, platform, nodes, memory, skill = [] } = options
  for (const engine of [baseline, ...(candidates ?? [])])
    if (engine !== undefined) requireNamed({ job: 'job', engine })
  const values = given({
    baseline,
    candidates,
    volumeBytes: amount('--volume', volume),
    growth: number('--growth', growth, 'yearly growth, such as 0.3 for 30 %', -1, MOST_GROWTH),
    runsPerDay: number('--runs-per-day', runsPerDay, 'runs a day, such as 24 or 0.14', 0, MOST_RUNS),
    kind: kindOf(platform),
    nodes: wholeNodes(nodes),
    startupSeconds: time('--startup', options.startup),
    idleSeconds: time('--idle', options.idle),
    memoryBytes: amount('--memory', memory),
    limitSeconds: time('--limit', options.limit, 1),
  })
  return { ...values, skills: Object.fromEntries(skill.map(readSkill)) }
}

/** Above `least`, at most `most`. */
function number(option: string, text: string | undefined, what: string, least: number, most: number) {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || !(value > least && value <= most))
    throw invalidOption(option, text, `${what}: more than ${least}, at most ${most.toLocaleString('en')}`)
  return value
}

function wholeNodes(text: string | undefined): number | undefined {
  const value = number('--nodes', text, 'nodes', 0, MOST_NODES)
  if (value !== undefined && !Number.isInteger(value))
    throw invalidOption('--nodes', text ?? '', 'a whole number of nodes')
  return value
}

function amount(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const bytes = parseBytes(text)
  if (bytes === undefined || bytes <= 0 || bytes > MOST_BYTES)
    throw invalidOption(option, text, 'an amount with its unit, such as 40GB or 16GiB')
  return bytes
}

function time(option: string, text: string | undefined, least = 0): number | undefined {
  if (text === undefined) return undefined
  const seconds = parseDuration(text)
  if (seconds === undefined || seconds < least || seconds > MOST_SECONDS)
    throw invalidOption(option, text, 'a time with its unit, such as 90s, 8min or 2h; at most 7d')
  return seconds
}

function kindOf(name: string | undefined): PlatformKind | undefined {
  if (name === undefined) return undefined
  const known = PLATFORM_KINDS.map((kind) => kind.name)
  const found = PLATFORM_KINDS.find((kind) => kind.name === name)
  const near = nearest(name, known)
  if (!found)
    throw invalidOption('--platform', name, `one of ${known.join(', ')}${near ? `; nearest: ${near}` : ''}`)
  return found
}

function readSkill(text: string): [string, string] {
  const at = text.indexOf('=')
  const [engine, skill] = [text.slice(0, at), text.slice(at + 1).trim()]
  if (at < 1 || skill === '')
    throw invalidOption('--skill', text, "an engine and words, such as spark='two people'")
  requireNamed({ job: 'job', engine })
  return [engine, skill]
}

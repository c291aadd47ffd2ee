import { formatBytes } from '../../model/units/bytes.ts'
import { formatDuration } from '../../model/units/duration.ts'
import { describeLimits } from '../../plan/plan.ts'
import type { ComparisonPage, TrialBar } from '../../report/model/comparison.ts'
import type { Setup } from '../../report/model/setup.ts'
import type { EngineMark } from '../../report/model/shared.ts'
import { counted, printable } from '../../text/text.ts'
import { listed } from '../verdict/numbers.ts'
import { instantText } from './dates.ts'

export interface Fact {
  /** What an engine was configured with, below the text. */
  settings?: [name: string, value: string][]
  term: string
  engine?: EngineMark
  text: string
}

const DIGITS = 12

/** Machine, limits, versions, input: what a sceptic asks for. */
export function factsOf(page: ComparisonPage): Fact[] {
  const { trials, limits, input, records, commit, event, when, toolSeconds } = page
  const tool = Object.entries(toolSeconds).map(([stage, seconds]) => `${stage} ${formatDuration(seconds)}`)
  const enforced = limits.memoryBytes === null ? [] : distinct(trials.map(enforcedText))
  return [
    { term: 'Machine', text: distinct(trials.map(hostText)).join('; ') || 'unknown' },
    { term: 'Limits', text: [describeLimits(limits), ...enforced].join('; ') },
    ...page.engines.map((engine): Fact => {
      const own = trials.filter((trial) => trial.engine.name === engine.name)
      const setup = page.setups.find((each) => each.engine.name === engine.name)
      return {
        term: engine.name,
        engine,
        text: [engineText(own), ...(setup ? [setupText(setup)] : [])].join('; '),
        settings: Object.entries(setup?.settings ?? {}).map(([name, value]) => [name, printable(value)]),
      }
    }),
    ...(page.setups.some((setup) => unreported(setup).length > 0)
      ? [
          {
            term: 'Not reported',
            text: 'A job can append it to the file that ETL_STAGES names: see docs/job-contract.md.',
          },
        ]
      : []),
    {
      term: 'Input',
      text: `${inputText(input)}; page cache ${listed(distinct(trials.map(({ cache }) => cache)))}`,
    },
    {
      term: 'Meter',
      text: trials.every(({ meter }) => meter === 'verified')
        ? 'verified on this machine'
        : 'not verified on this machine: etl-compare doctor verifies it',
    },
    {
      term: 'Ran',
      text: `${instantText(when)}, event ${event}${commit === null ? '' : `, commit ${commit.slice(0, DIGITS)}`}`,
    },
    ...(tool.length > 0 ? [{ term: 'Time of etl-compare', text: tool.join(', ') }] : []),
    { term: records.length === 1 ? 'Record' : 'Records', text: records.join(', ') },
  ]
}

/** An input that `record` was not shown is known by its partition only. */
const inputText = ({ source, parts = [], ...whole }: ComparisonPage['input']): string =>
  source === 'partition'
    ? 'not seen (etl-compare record --input shows it)'
    : [filesText(whole), ...parts.map(({ name, ...part }) => `${name} ${filesText(part)}`)].join('; ')

const filesText = ({ bytes, files, sha256 }: Omit<ComparisonPage['input'], 'source' | 'parts'>): string =>
  `${formatBytes(bytes)} in ${counted(files, 'file')}, sha256 ${sha256.slice(0, DIGITS)}…`

const hostText = ({ host: { cpuModel, cores, memoryBytes, kernel } }: TrialBar): string =>
  [
    cpuModel,
    cores === null ? '' : `${cores} cores`,
    memoryBytes === null ? '' : formatBytes(memoryBytes),
    kernel && `kernel ${kernel}`,
  ]
    .filter(Boolean)
    .join(', ')

const enforcedText = ({ limitsEnforced }: TrialBar): string =>
  limitsEnforced === true ? 'memory limit enforced' : `memory limit not enforced: ${limitsEnforced.reason}`

function engineText(trials: readonly TrialBar[]): string {
  const versions = distinct(
    trials.flatMap(({ versions: each }) =>
      Object.entries(each).map(([name, version]) => `${name} ${version}`),
    ),
  )
  const digests = distinct(
    trials.flatMap(({ imageDigests }) => imageDigests.map((digest) => digest.slice(0, DIGITS + 7))),
  )
  const behaviour = distinct(trials.map(({ behaviour: hash }) => hash.slice(0, DIGITS)))
  return [
    versions.join(', ') || 'versions not reported',
    `runner ${listed(distinct(trials.map(({ runner }) => runner)))}`,
    ...(digests.length > 0 ? [`image ${digests.join(', ')}`] : []),
    `hash of code and settings ${behaviour.join(', ')}`,
  ].join('; ')
}

/**
 * `threads 2; memory limit 2.4 GiB; 5.5 s of work outside any stage`, and what is not known.
 *
 * @internal
 */
export function setupText(setup: Setup): string {
  const { outsideStagesMs } = setup
  const told = Object.entries(seenBy(setup)).flatMap(([what, value]) =>
    typeof value === 'string' ? [`${what} ${printable(value)}`] : [],
  )
  const rest =
    typeof outsideStagesMs === 'number'
      ? [`${formatDuration(outsideStagesMs / 1000)} of work outside any stage`]
      : outsideStagesMs.reason === 'no-time'
        ? ['work outside any stage not known: no trial has a time']
        : []
  const missing = unreported(setup)
  return [...told, ...rest, ...(missing.length > 0 ? [`not reported: ${listed(missing)}`] : [])].join('; ')
}

const seenBy = ({ threads, memoryLimit }: Setup) => ({ threads, 'memory limit': memoryLimit })

/** What the engine could have reported. */
const unreported = (setup: Setup): string[] => [
  ...Object.entries(seenBy(setup)).flatMap(([what, value]) => (typeof value === 'string' ? [] : [what])),
  ...(setup.settings === null ? ['settings'] : []),
  ...(typeof setup.outsideStagesMs !== 'number' && setup.outsideStagesMs.reason === 'not-reported'
    ? ['stages']
    : []),
]

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]

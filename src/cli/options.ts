import { type CommandUnknownOpts, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { CONFIG_FILE } from '../model/config/defaults.ts'
import { parseBytes } from '../model/units/bytes.ts'
import type { Tolerance } from '../need/bisection.ts'
import { isTrialCount, TRIALS_RULE } from '../plan/trial-count.ts'
import { RUNNER_CHOICES } from '../runners/choose.ts'
import { splitList } from '../text/text.ts'
import type { FailOn } from '../workflow/exit-code.ts'

export const list = splitList

export const runner = () =>
  new Option('--runner <runner>', 'processes of this machine, or containers; auto: what all engines can use')
    .choices(RUNNER_CHOICES)
    .default('auto')

export const cache = () =>
  new Option(
    '--cache <state>',
    "the input's files in the page cache before each trial: warm, or evicted, so that they are read from the disk; default: as limits: says",
  ).choices(['warm', 'evicted'])

export const config = () =>
  new Option('--config <file>', `configuration; default: ${CONFIG_FILE} here, or above in the git repository`)

/** Of what is run here: each partition is a comparison of its own. */
export const partition = () =>
  new Option(
    '--partition <partition>',
    'the piece of input, or a range of days such as 2026-11-01..2026-11-14; repeatable; default: the UTC date',
  ).argParser(repeated)

/** How near `need` comes to the least memory. */
export const tolerance = () =>
  new Option('--tolerance <amount>', 'end once a failure is this near, such as 5% or 32MiB')
    .argParser(parseTolerance)
    .default({ share: 0.1, bytes: 64 * 2 ** 20 }, '10% or 64MiB, whichever is more')

function parseTolerance(text: string): Tolerance {
  const [, percent] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim()) ?? []
  const share = percent === undefined ? 0 : Number(percent) / 100
  const bytes = parseBytes(text) ?? 0
  if ((share >= 0.01 && share <= 0.5) || bytes >= 2 ** 20) return { share, bytes }
  throw new InvalidArgumentError('It must be 1% to 50% of the memory, or an amount from 1MiB, such as 32MiB.')
}

/** By what, on what and as of when is judged: of every command that shows verdicts. */
export const judgedConfig = () =>
  new Option('--config <file>', `configuration with jobs and policy; default: ${CONFIG_FILE}, if it exists`)
/** What it was called before. */
export const policy = () =>
  new Option('--policy <file>').hideHelp().argParser((): never => {
    throw new InvalidArgumentError('This option is called --config, as in all commands.')
  })
export const evidence = () => new Option('--ledger <place>', 'a folder, git:BRANCH or git:URL#BRANCH')
export const asOf = () => new Option('--as-of <day>', 'judge as of the end of this UTC day; default: today')

export const ledgerPlace = () =>
  new Option(
    '--ledger <place>',
    'a folder, git:BRANCH of this repository, or git:URL#BRANCH; default: git:etl-compare-data, or folder ledger without a remote',
  )

export function repeated(text: string, before: string[] = []): string[] {
  return [...before, text]
}

/**
 * Applies to all commands: a mistake is reported with where to find help, and an option that has one value is accepted once,
 * since a second one would silently replace the first.
 */
export function settle(command: CommandUnknownOpts, path: string): void {
  if (command.parent) command.showHelpAfterError(`(${path} --help shows its options)`)
  for (const option of command.options) {
    const isSingle = (option.required || option.optional) && option.parseArg !== repeated
    const given: string[] = []
    if (isSingle)
      command.on(`option:${option.name()}`, (value: string) => {
        if (given.push(value) < 2) return
        const once = option.parseArg === list ? `once: ${option.long} ${given.join(',')}` : 'once'
        command.error(
          `error: option '${option.flags}' is given twice ('${given.join("', '")}'). Give it ${once}.`,
        )
      })
  }
  for (const each of command.commands) settle(each, `${path} ${each.name()}`)
}

export const csv = () =>
  new Option(
    '--csv <key=value>',
    'how CSV files are written: header=false, columns=id,name, delimiter=";", quote, escape, null, encoding; repeatable',
  ).argParser(repeated)

export function absOrRel(): never {
  throw new InvalidArgumentError(
    'A tolerance is --abs 0.01, --rel 1e-9, or of one column: --abs amount=0.01.',
  )
}

export function evenNumber(text: string): number {
  const value = Number(text)
  if (!isTrialCount(value)) throw new InvalidArgumentError(`It must be ${TRIALS_RULE}.`)
  return value
}

export function sampleRows(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isInteger(value) || value < 0 || value > MOST_SAMPLES)
    throw new InvalidArgumentError(
      `It must be a whole number up to ${MOST_SAMPLES}. For all rows: --rows FILE.`,
    )
  return value
}

const MOST_SAMPLES = 1000

export function failOn(text: string): FailOn {
  const parts = text === 'never' ? [] : list(text)
  return parts.map((part) => {
    if (part === 'engine' || part === 'parity' || part === 'checks') return part
    throw new InvalidArgumentError('It must be some of engine, parity, checks (engine,parity), or never.')
  })
}

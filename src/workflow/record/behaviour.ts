import { codeDoubts } from '../../behaviour/code-doubts.ts'
import { commandBehaviour, type Placeholders, variesWith } from '../../behaviour/command.ts'
import { behaviourHash } from '../../behaviour/hash.ts'
import { codeOf, codeOfCommand, foreignTo, type VisibleCode } from '../engine/code.ts'
import type { RunIdentity } from './identity.ts'

/** A command of this machine, and what in it is another at each run. */
export interface Command {
  argv: readonly string[]
  places: Placeholders
}

export interface Behaviour {
  hash: string
  /** Which changes of the code it would not show, in sentences. */
  doubts: string[]
}

/** The code of the configuration's engine, else that which the command names; null of a result that has neither. */
export async function codeOfRun(
  { configured }: RunIdentity,
  command: Command | null,
  env: NodeJS.ProcessEnv,
): Promise<VisibleCode | null> {
  if (configured) return codeOf(configured.job, configured.engine, configured.folder, env)
  if (!command) return null
  const folder = process.cwd()
  const varies = variesWith(command.places)
  return codeOfCommand(command.argv, { folder, mounts: [], varies, isForeign: foreignTo([folder]) }, env)
}

/** The behaviour of the configuration's engine with its code; else of the command, its code and the version. */
export function behaviourOf(
  { configured }: RunIdentity,
  code: VisibleCode | null,
  { argv, places }: Command,
  version: string | undefined,
): Behaviour {
  const sources = code?.sources ?? {}
  const told = { ...configured?.engine, ...(version !== undefined && { version }) }
  return {
    hash: configured
      ? behaviourHash({ ...configured.engine, ...told }, 'process', {}, { sources, images: [] })
      : commandBehaviour(argv, version, places, sources),
    doubts: code ? codeDoubts(code, { ...told, isConfigured: configured !== null }) : [],
  }
}

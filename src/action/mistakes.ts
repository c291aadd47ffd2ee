import { relative, resolve } from 'node:path'
import type { World } from '../cli/world.ts'
import { asUserError, type ErrorData, type UserError } from '../errors.ts'
import { printable } from '../text/text.ts'
import type { StepLog } from './step-log.ts'

/** GitHub shows so many errors of a step beside its run. */
const MOST = 10

const isOf = (mistake: UserError): mistake is UserError<'configInvalid'> => mistake.code === 'configInvalid'

/** A world whose commands' mistakes stand beside the run, too. */
export const annotating = (world: World, log: StepLog): World => ({
  ...world,
  report(mistake, terminal) {
    world.report(mistake, terminal)
    annotateMistake(mistake, log, world.env)
  },
})

/** Stands a mistake beside the run: those of a configuration beside their lines. */
export function annotateMistake(mistake: UserError, log: StepLog, env: NodeJS.ProcessEnv): void {
  if (isOf(mistake)) annotateConfig(mistake.data, log, env)
  else log.annotate('error', mistake.message)
}

/** Of what was thrown at the action itself. @returns its exit code */
export function annotateThrown(error: unknown, log: StepLog, env: NodeJS.ProcessEnv): number {
  const mistake = asUserError(error)
  if (mistake) annotateMistake(mistake, log, env)
  else log.annotate('error', `etl-compare has a bug: ${error instanceof Error ? error.stack : error}`)
  return mistake ? 2 : 70
}

function annotateConfig(
  { path, problems }: ErrorData<'configInvalid'>,
  log: StepLog,
  { GITHUB_WORKSPACE = '.' }: NodeJS.ProcessEnv,
): void {
  const file = relative(GITHUB_WORKSPACE, resolve(path))
  const shown = problems.length > MOST ? problems.slice(0, MOST - 1) : problems
  for (const { line, key, message } of shown)
    log.annotate('error', printable(`${key && `${key} `}${message}`), { file, line })
  const more = problems.length - shown.length
  if (more > 0) log.annotate('error', `${path} has ${more} more problems. The log of the step lists them.`)
}

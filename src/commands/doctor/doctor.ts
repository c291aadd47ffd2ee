import { resolve } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { absent, type Finding, findingOf, fine, lineOf, wrong } from '../../machine/finding.ts'
import { isTrusted } from '../../machine/known-load.ts'
import { announceMeasuring } from '../../machine/measuring.ts'
import { rememberChecks } from '../../machine/verification.ts'
import type { Config } from '../../model/config/model.ts'
import type { CheckedMeter } from '../../runners/known-load.ts'
import { RUNNERS } from '../../runners/registry.ts'
import { counted } from '../../text/text.ts'
import { toolVersion } from '../../version.ts'
import { loadConfig } from '../../workflow/plan/load-config.ts'
import { lookAtMachine } from './machine.ts'
import { lookAtOthers } from './others.ts'
import { metersTable } from './text.ts'

export interface DoctorOptions {
  config: string
  out: string
}

/**
 * Says whether this machine can run comparisons, and whether its figures can be trusted: a load whose cost is known
 * runs under each meter that is here. What was found is kept, and told by the records of later runs.
 */
export async function doctor(options: DoctorOptions, context: Context): Promise<ExitCode> {
  const { print } = context.terminal
  const findings: Finding[] = []
  const show = (...found: Finding[]) => {
    findings.push(...found)
    for (const finding of found) print(lineOf(finding))
  }
  show(fine('etl-compare', `${toolVersion}, Node ${process.versions.node}`))
  show(...(await lookAtMachine(resolve(options.out), context.env)))
  using measuring = await announceMeasuring()
  show(...(await lookAtOthers(measuring, context)))
  const config = await configOf(options.config)
  const checks: CheckedMeter[] = []
  for (const runner of RUNNERS) checks.push(...(await runner.examine({ config, show, context })))
  const table = metersTable(checks)
  if (table.length > 0) print(['', ...table, ''].join('\n'))
  show(...checks.map(verdictOf))
  await rememberChecks(
    checks.map((check) => ({ meter: check.meter, isTrusted: isRight(check) })),
    context.now(),
  )
  return conclude(findings, print)
}

const isRight = ({ problem, readings }: CheckedMeter): boolean => problem === null && isTrusted(readings)

function verdictOf(check: CheckedMeter): Finding {
  const title = `figures of a ${check.where}`
  if (check.problem !== null)
    return wrong(title, `not verified: the known load did not run: ${check.problem}`)
  return isRight(check)
    ? fine(title, 'right: verified')
    : wrong(title, 'not right: see above. Let nothing else run meanwhile, and call doctor again.')
}

/** Doctor works without a configuration, and says nothing of its mistakes. */
async function configOf(path: string): Promise<Config | null> {
  const loaded = await findingOf(
    () => loadConfig(path),
    (words) => absent(path, words),
  )
  return 'found' in loaded ? loaded.found.config : null
}

function conclude(findings: readonly Finding[], print: (text: string) => void): ExitCode {
  const wrongs = findings.filter(({ mark }) => mark === '✕').length
  print(wrongs === 0 ? 'This machine is ready to compare.' : `${counted(wrongs, 'problem')} to fix (✕).`)
  return wrongs === 0 ? 0 : 2
}

import { resolve } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { type Finding, fine, lineOf } from '../../machine/finding.ts'
import { announceMeasuring } from '../../machine/measuring.ts'
import { counted } from '../../text/text.ts'
import { toolVersion } from '../../version.ts'
import { lookAtMachine } from '../../workflow/doctor/machine.ts'
import { checkMeters, meterFinding } from '../../workflow/doctor/meters.ts'
import { lookAtOthers } from '../../workflow/doctor/others.ts'
import { metersTable } from './text.ts'

export interface DoctorOptions {
  /** As it was named; undefined: the project's. */
  config?: string
  out: string
}

/** Says whether this machine can run comparisons, and whether its figures can be trusted. */
export async function doctor(options: DoctorOptions, context: Context): Promise<ExitCode> {
  const { print } = context.terminal
  let problems = 0
  const show = (...findings: Finding[]) => {
    problems += findings.filter(({ mark }) => mark === '✕').length
    for (const finding of findings) print(lineOf(finding))
  }
  show(fine('etl-compare', `${toolVersion}, Node ${process.versions.node}`))
  show(...(await lookAtMachine(resolve(options.out), context.env)))
  using measuring = await announceMeasuring()
  show(...(await lookAtOthers(measuring, context)))
  const checks = await checkMeters(options.config, show, context)
  const table = metersTable(checks)
  if (table.length > 0) print(['', ...table, ''].join('\n'))
  show(...checks.map(meterFinding))
  print(problems === 0 ? 'This machine is ready to compare.' : `${counted(problems, 'problem')} to fix (✕).`)
  return problems === 0 ? 0 : 2
}

import type { Context, ExitCode } from '../../context.ts'
import { checkPort } from '../../differences/check-port.ts'
import { findUses } from '../../port/find-uses.ts'
import { portCheckJson, portCheckText } from '../../render/port-check.ts'
import { portSummaryText } from '../../render/port-summary.ts'
import { jsonText } from '../../text/text.ts'
import { requirePrograms } from '../../workflow/port-check/programs.ts'
import { targetsNamed } from '../../workflow/port-check/targets.ts'

export interface PortCheckOptions {
  files: string[]
  /** Engines that the programs are to be ported to, or to run on as they are. */
  to: string[]
  json: boolean
}

/** `port-check`: which operations of Spark programs give other data in other engines or are lacking there, and how to write them. */
export async function portCheck({ files, to, json }: PortCheckOptions, context: Context): Promise<ExitCode> {
  const targets = targetsNamed(to)
  await requirePrograms(files)
  const programs = await findUses(files, context.env)
  const checks = targets.map((target) => checkPort(programs, target))
  const { columns, print } = context.terminal
  if (json) print(jsonText({ checks: checks.map(portCheckJson) }, 2))
  else
    print(
      [...checks.map((check) => portCheckText(check, columns)), portSummaryText(checks, columns)].join(
        '\n\n',
      ),
    )
  return 0
}

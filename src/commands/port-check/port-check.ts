import type { Context, ExitCode } from '../../context.ts'
import { checkPort } from '../../differences/check-port.ts'
import { DESTINATIONS, type Destination } from '../../differences/entry.ts'
import { invalidOption } from '../../errors.ts'
import { findUses } from '../../port/find-uses.ts'
import { portCheckJson, portCheckText } from '../../render/port-check.ts'
import { jsonText } from '../../text/text.ts'
import { requirePrograms } from '../../workflow/port-check/programs.ts'

export interface PortCheckOptions {
  files: string[]
  /** Engines that the programs are to be ported to, or to run on as they are. */
  to: string[]
  json: boolean
}

/** `port-check`: which operations of Spark programs give other data in other engines or are lacking there, and how to write them. */
export async function portCheck({ files, to, json }: PortCheckOptions, context: Context): Promise<ExitCode> {
  const targets = to.map(asTarget)
  await requirePrograms(files)
  const programs = await findUses(files, context.env)
  const checks = targets.map((target) => checkPort(programs, target))
  const text = json
    ? jsonText({ checks: checks.map(portCheckJson) }, 2)
    : checks.map((check) => portCheckText(check, context.terminal.columns)).join('\n\n')
  context.terminal.print(text)
  return 0
}

function asTarget(text: string): Destination {
  const target = DESTINATIONS.find((name) => name === text)
  if (!target) throw invalidOption('--to', text, DESTINATIONS.join(', '))
  return target
}

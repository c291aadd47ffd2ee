import { constants } from 'node:os'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { sweepScratch } from '../../files/scratch.ts'
import { attachMeter } from '../../runners/process/attached.ts'
import { inheritedFrom } from '../../runners/process/inherited.ts'
import { catchSignals } from '../../runners/process/signals.ts'
import { BY_SIGNAL, exitCodeOf, runCommand } from '../../workflow/record/command.ts'
import type { RecordRequest } from '../../workflow/record/request.ts'

/** The meter comes up while the first is loaded; the rest is once the command has ended, and disturbs it no more. */
const load = {
  preparing: () =>
    Promise.all([import('../../workflow/record/asked.ts'), import('../../workflow/record/prepare.ts')]),
  keeping: () => import('../../workflow/record/keep-command.ts'),
  sweeping: () => import('../../runners/process/orphans.ts'),
  words: () => import('../../render/record.ts'),
}

type Words = Awaited<ReturnType<typeof load.words>>

/**
 * Runs a command as if it ran alone, and keeps a record of it. The exit code is the command's own: neither what can't
 * be measured or kept, nor what goes wrong in this tool, changes it.
 */
export async function record(options: RecordRequest, outer: Context): Promise<number> {
  const { inherited, env } = inheritedFrom(outer.env)
  using signals = catchSignals(inherited.ignored)
  using meter = attachMeter(inherited, signals.received)
  const context = { ...outer, env, signal: signals.received }
  const note = async (say: (words: Words) => string) =>
    context.terminal.note(`etl-compare: ${say(await load.words())}`)
  const problem = (error: Error) => note(({ problemText }) => problemText(error))
  const [{ readRequest }, { prepareRecord }] = await load.preparing()
  const asked = await readRequest(options, context).catch(unlessMistake)
  const prepared = asked instanceof Error ? asked : await prepareRecord(asked, context).catch(asIs)
  if (prepared instanceof Error) await problem(prepared)
  const up = await meter.up
  const [first] = signals.caught
  if (first) return BY_SIGNAL + constants.signals[first]
  const ran = await runCommand(options.command, up, { inherited, signals }, context)
  if (!(asked instanceof Error))
    await load
      .keeping()
      .then(({ keepCommand }) => keepCommand(asked, prepared, { ran, signals }, context))
      .catch(problem)
  await Promise.all([sweepScratch(), load.sweeping().then(({ endOrphans }) => endOrphans())]).catch(() => [])
  const { run } = ran.attached
  const code = exitCodeOf(run)
  if (run.unknown === 'end') await note(({ endUnknownText }) => endUnknownText(code))
  return code
}

const asIs = (error: Error) => error
const unlessMistake = (error: Error) => (error instanceof UserError ? Promise.reject(error) : error)

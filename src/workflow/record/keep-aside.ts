import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { describeHost } from '../../machine/host.ts'
import { isMeasured } from '../../model/measures/measure.ts'
import { type MeasuredResult, RESULT_OUTCOMES } from '../../model/record/result.ts'
import { measuresOfSteps } from '../../model/record/usage.ts'
import { asideText } from '../../render/record.ts'
import { jsonText } from '../../text/text.ts'
import type { AskedRecord } from './asked.ts'
import type { EndedCommand } from './command.ts'
import { currentEvent } from './event.ts'
import { saveAside } from './keep.ts'
import { isPlausible, newRunId } from './run-record.ts'
import { endedStep } from './trial.ts'

/**
 * Keeps a run whose configuration or code could not be read. A record of it would guess its policy and its epoch, so it is
 * saved as a measured result: `record --from` makes that a record once they can be read.
 *
 * @throws UserError `clockImplausible`
 */
export async function keepAside(asked: AskedRecord, ended: EndedCommand, context: Context): Promise<void> {
  const { when } = asked
  if (!isPlausible(when)) throw new UserError('clockImplausible', { now: when.toISOString() })
  const event = await currentEvent(context, 'record')
  const text = jsonText({ ...resultOf(asked, ended), event })
  const path = await saveAside(join(newRunId(when), 'result.json'), text)
  context.terminal.note(`etl-compare: ${asideText(path, text, asked)}`)
}

function resultOf(asked: AskedRecord, { ran, signals }: EndedCommand): MeasuredResult & { job: string } {
  const { job, engine, partition, size, engineVersion, when } = asked
  const { ending, parts } = endedStep(asked, { attached: ran.attached, signals: signals.caught })
  const measures = measuresOfSteps([{ parts }])
  const measured = (name: keyof typeof measures) => {
    const value = measures[name]
    return isMeasured(value) ? value : undefined
  }
  const { class: kind, cores, memoryBytes } = parts[0]?.host ?? describeHost('none')
  return {
    job,
    engine,
    partition,
    ...(size !== undefined && { size }),
    started: when.toISOString(),
    seconds: secondsOf(
      measured('totalMs'),
      measured('initMs') === undefined ? undefined : measured('workMs'),
    ),
    ...Object.fromEntries(
      Object.entries({
        cpuSeconds: measured('cpuSeconds'),
        peakBytes: measured('peakAnonBytes'),
        readBytes: measured('readBytes'),
        writtenBytes: measured('writtenBytes'),
      }).filter(([, value]) => value !== undefined),
    ),
    outcome: RESULT_OUTCOMES.find((outcome) => outcome === ending.outcome) ?? 'failed',
    ...(ending.reason !== null && { reason: ending.reason.slice(0, 200) }),
    ...(engineVersion !== undefined && { version: engineVersion }),
    host: { class: kind, ...(cores !== null && { cores }), ...(memoryBytes !== null && { memoryBytes }) },
  }
}

/** What could not be started took no time; the work is known where the command said when it was ready. */
function secondsOf(totalMs = 0, workMs?: number): MeasuredResult['seconds'] {
  const [total, work] = [totalMs, workMs].map((ms) => ms && Math.round(ms) / 1000)
  return { total: total ?? 0, ...(work !== undefined && { work }) }
}

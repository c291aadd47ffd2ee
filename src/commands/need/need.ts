import type { Context, ExitCode } from '../../context.ts'
import { isAlone, type Need } from '../../need/need.ts'
import { needJson, needPlanText, needText, resumeText } from '../../render/need.ts'
import { jsonText } from '../../text/text.ts'
import { findNeed } from '../../workflow/need/find-need.ts'
import { type NeedRequest, planNeed } from '../../workflow/need/plan-need.ts'

export interface NeedOptions extends NeedRequest {
  json: boolean
}

/** `need`: finds the least memory with which each engine of a job still delivers the same data. */
export async function need(options: NeedOptions, context: Context): Promise<ExitCode> {
  const { print, note } = context.terminal
  const planned = await planNeed(options, context)
  for (const line of needPlanText(planned)) note(line)
  const found = await findNeed(
    planned,
    ({ need: each, folder }) => options.json || print(needText(each, folder)),
    context,
  )
  if (options.json)
    print(jsonText({ needs: found.map(({ need: each, folder }) => needJson(each, folder)) }, 2))
  if (context.signal.aborted) {
    for (const { folder } of found.slice(-1)) note(resumeText(folder))
    return 130
  }
  return found.every(({ need: each }) => isFine(each)) ? 0 : 1
}

/** Whether outputs are the same data, and every engine succeeded with the most memory. */
const isFine = (found: Need): boolean =>
  (found.parity.passes || isAlone(found)) &&
  found.attempts.every(
    ({ memoryBytes, shortfall }) => memoryBytes < found.limits.memoryBytes || shortfall === null,
  )

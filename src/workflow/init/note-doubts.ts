import type { Context } from '../../context.ts'
import { type Finding, lineOf } from '../../machine/finding.ts'
import { OUT_FOLDER } from '../../model/config/defaults.ts'
import { checkJobs } from '../check/check-run.ts'

/** Shows what `check` would find missing or doubtful. */
export async function noteDoubts(
  config: string,
  job: string,
  partition: string | undefined,
  context: Context,
): Promise<void> {
  const request = {
    ...{ config, jobs: [job], runner: 'auto', out: OUT_FOLDER, verbose: false },
    ...(partition && { partition: [partition] }),
  }
  const show = (finding: Finding) => {
    if (finding.mark !== '✓') context.terminal.note(lineOf(finding))
  }
  await checkJobs(request, show, context)
}

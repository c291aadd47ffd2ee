import type { Part, ServiceRun } from '../../model/record/schema.ts'
import { serve } from '../../service/serve.ts'
import type { Ending } from '../../trial/outcome.ts'
import { serviceEnding, serviceMeasures, toServiceRun } from '../../trial/service.ts'
import type { StepRun } from '../../trial/step-run.ts'
import { type ReadyService, writeAnswers } from './service.ts'

/** Runs a step, and asks it where it is a service. */
export function runAndAsk(
  { service, contract: { port } }: { service: ReadyService | null; contract: { port?: number } },
  run: (signal: AbortSignal, onHost?: (host: string) => void) => Promise<StepRun>,
  signal: AbortSignal,
): Promise<StepRun> {
  return service && port !== undefined ? serve(service, port, run, signal) : run(signal)
}

/** How a step that may be a service ended. A service's answers are written down first. */
export async function endingOfService(
  { service, folder }: { service: ReadyService | null; folder: string },
  run: StepRun,
  plain: Ending,
): Promise<Ending> {
  if (!service || !run.served) return plain
  if (run.served.answers.length > 0) await writeAnswers(folder, service, run.served.answers)
  return serviceEnding(run, run.served, plain)
}

/** A service's own measures come before those of any command. */
export function withServiceMeasures(parts: Part[], run: StepRun): Part[] {
  const [first, ...others] = parts
  if (!first || !run.served) return parts
  return [{ ...first, measures: { ...first.measures, ...serviceMeasures(run, run.served) } }, ...others]
}

/** What a trial's record has of its service; nothing where it has none, or was not asked under load. */
export function serviceFacts(
  service: ReadyService | null,
  run: StepRun | undefined,
): { service?: ServiceRun } {
  if (!service || !run?.served) return {}
  const { perSecond, seconds } = service.service
  const asked = { requests: service.sha256, perSecond, seconds }
  const facts = toServiceRun(run, run.served, asked, service.requests)
  return facts ? { service: facts } : {}
}

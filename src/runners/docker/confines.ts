import type { StepRun } from '../../trial/step-run.ts'
import { connectDocker } from './connect.ts'
import { NO_LIMITS } from './step-run.ts'

/** @throws UserError `dockerUnreachable`, `dockerForbidden` */
export const confines = async (): Promise<StepRun['limitsEnforced']> =>
  (await connectDocker()).limitsMemory || NO_LIMITS

import { z } from 'zod'
import type { RunRecord } from './schema.ts'

export type RunEvent = RunRecord['event']

/** What GitHub Actions tells a job of why it runs: its variables, and the text of the file of the event. */
export interface Trigger {
  name: string | undefined
  ref: string | undefined
  payload: string | undefined
}

/** Of the event's file no more is believed than this. */
const payloadSchema = z.object({ repository: z.object({ default_branch: z.string().min(1) }) })

/**
 * What a run is for. A proposal is that of a pull request or of any branch but the default one; where nobody tells
 * which that is, the branch is taken for it.
 *
 * @param otherwise where it is neither a proposal nor scheduled, and outside of GitHub Actions
 */
export function eventOf({ name, ref, payload }: Trigger, otherwise: 'manual' | 'record'): RunEvent {
  if (!name) return otherwise
  if (name.startsWith('pull_request') || name === 'merge_group') return 'pull_request'
  if (name === 'schedule') return 'schedule'
  const branch = defaultBranchOf(payload)
  return ref && branch !== undefined && ref !== `refs/heads/${branch}` ? 'branch' : otherwise
}

function defaultBranchOf(payload: string | undefined): string | undefined {
  try {
    return payloadSchema.safeParse(JSON.parse(payload ?? '')).data?.repository.default_branch
  } catch {
    return undefined
  }
}

/** Why a record never counts, in a sentence; undefined where it may. */
export function neverCounts(event: RunEvent): string | undefined {
  if (event === 'pull_request') return 'the run is for a pull request, so it never counts in a verdict'
  if (event === 'branch') return 'the run is not on the default branch, so it never counts in a verdict'
  return undefined
}

import type { z } from 'zod'
import type { jobPolicy } from './policy.ts'

const OF_RUNS = [
  ['judged'],
  ['limitMinutes'],
  ['runsPerDay'],
  ['margins', 'total'],
  ['margins', 'work'],
  ['margins', 'cost'],
] as const
const OF_SERVICES = [['limitP95'], ['margins', 'p95']] as const

/** Keys of a job's own policy that its kind has no use for; the general one may have them for other jobs. */
export function speedProblems({
  service,
  policy,
}: {
  service?: object | undefined
  policy: z.output<typeof jobPolicy>
}): { path: string[]; message: string }[] {
  const message = service
    ? 'is not for a service, which is judged by its p95 latency. Use limitP95: or margins: { p95 }'
    : 'is for a job with service:. Use limitMinutes: or margins: { total }'
  return (service ? OF_RUNS : OF_SERVICES)
    .filter(([key, name]) => (key === 'margins' ? policy.margins?.[name] : policy[key]) != null)
    .map((path) => ({ path: ['policy', ...path], message }))
}

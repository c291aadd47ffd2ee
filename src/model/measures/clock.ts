/** What verdicts on speed are judged by: the time of a run, with its start-up or without, or a service's p95 latency. */
export const CLOCKS = ['total', 'work', 'p95'] as const

export type Clock = (typeof CLOCKS)[number]

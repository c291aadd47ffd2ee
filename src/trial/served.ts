import type { ServiceRequest } from '../model/config/requests.ts'
import type { Answered } from './answers.ts'

/** A request by its line and name. */
export type Called = Pick<ServiceRequest, 'line' | 'method' | 'path'>

/** How far a service came, and what was seen of it. Moments are of the kernel's monotonic clock, in milliseconds. */
export interface Served {
  /** What it was doing when it ended or was asked to. */
  stage: 'starting' | 'idle' | 'answering' | 'under load' | 'done'
  /** What was wrong with it though it was still there, such as that it was never healthy; null where nothing was. */
  problem: string | null
  readyAtMs: number | null
  /** Without requests, from `readyAtMs`. */
  idleUntilMs: number | null
  /** The request that it was asked last, alone. */
  asking: Called | null
  /** One of each request, in order, where all were asked. */
  answers: readonly Answered[]
  load: ServiceLoad | null
}

/** How a service's load went. */
export interface ServiceLoad {
  fromMs: number
  untilMs: number
  due: number
  /** Of good answers, in milliseconds, ascending. */
  latenciesMs: Float64Array
  lateMs: Float64Array
  errors: Readonly<Record<string, number>>
  /** By the number of the request from 0: how often it had which bad status or error. */
  failures: ReadonlyMap<number, Readonly<Record<string, number>>>
}

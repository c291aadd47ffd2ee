import { describe, expect, it } from 'vitest'
import { emrServerless } from './emr-serverless.ts'

/** As `aws emr-serverless get-job-run` prints it, by the API's reference; what is not read is shortened. */
const RUN = {
  applicationId: '00f0abcd1234',
  jobRunId: '00f0abcd5678',
  arn: 'arn:aws:emr-serverless:us-east-1:123456789012:/applications/00f0abcd1234/jobruns/00f0abcd5678',
  createdAt: '2026-11-20T03:17:00.000000+00:00',
  startedAt: '2026-11-20T03:17:40.000000+00:00',
  endedAt: '2026-11-20T03:32:12.000000+00:00',
  updatedAt: '2026-11-20T03:32:20.000000+00:00',
  state: 'SUCCESS',
  stateDetails: '',
  totalExecutionDurationSeconds: 860,
  queuedDurationMilliseconds: 12000,
  billedResourceUtilization: { vCPUHour: 1.2, memoryGBHour: 4.8, storageGBHour: 0 },
}
const read = (...runs: object[]) => emrServerless.read(runs.map((run) => ({ jobRun: { ...RUN, ...run } })))

describe('a job run of EMR Serverless', () => {
  it('is told by its form', () => {
    expect([{ jobRun: RUN }, [{ jobRun: RUN }], [{}], null, 'x', [null]].map(emrServerless.isOne)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('has its time from the request to the end, and what was billed', () =>
    expect(read({})).toEqual({
      doubts: [],
      results: [
        {
          started: '2026-11-20T03:17:00.000Z',
          seconds: { total: 912, work: 860 },
          outcome: 'ok',
          billed: {
            source: 'EMR Serverless, billedResourceUtilization',
            usage: { vCPU: 1.2, GB: 4.8, 'GB of disk': 0 },
          },
        },
      ],
    }))

  it('takes seconds since 1970, and the queue where no end is told', () =>
    expect(read({ createdAt: 1_763_608_620, endedAt: undefined })).toMatchObject({
      results: [{ started: '2025-11-20T03:17:00.000Z', seconds: { total: 872, work: 860 } }],
    }))

  it.each([
    ['FAILED', 'failed'],
    ['CANCELLED', 'cancelled'],
  ])('%s is %s', (state, outcome) => expect(read({ state })).toMatchObject({ results: [{ outcome }] }))

  it.each([
    ['a run that has not ended', { state: 'RUNNING' }, 'jobRun.state'],
    ['no bill', { billedResourceUtilization: undefined }, 'jobRun.billedResourceUtilization'],
    [
      'a bill without memory',
      { billedResourceUtilization: { vCPUHour: 1 } },
      'jobRun.billedResourceUtilization.memoryGBHour',
    ],
    [
      'a negative amount',
      { billedResourceUtilization: { vCPUHour: -1, memoryGBHour: 1 } },
      'jobRun.billedResourceUtilization.vCPUHour',
    ],
    [
      'an absurd amount',
      { billedResourceUtilization: { vCPUHour: 1e12, memoryGBHour: 1 } },
      'jobRun.billedResourceUtilization.vCPUHour',
    ],
    [
      'a bill that AWS has not filled in yet',
      { billedResourceUtilization: { vCPUHour: 0, memoryGBHour: 0 } },
      'jobRun.billedResourceUtilization.vCPUHour',
    ],
    ['a text for a time', { createdAt: 'yesterday' }, 'jobRun.createdAt'],
    ['an end before the beginning', { endedAt: '2026-11-20T03:00:00Z' }, 'jobRun.endedAt'],
  ])('of %s names its key', (_what, change, key) =>
    expect(read({}, change)).toMatchObject({ problems: [{ index: 1, key }] }),
  )
})

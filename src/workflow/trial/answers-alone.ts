import type { MeasuredTrial } from './measure-trial.ts'
import { readAnswers, type ToldAnswer } from './service.ts'

/** The same trials, whose failed requests say what each engine answers to them when nothing else is asked. */
export async function withAnswersAlone(trials: readonly MeasuredTrial[]): Promise<MeasuredTrial[]> {
  if (trials.every(({ trial }) => trial.service?.failed === undefined)) return [...trials]
  const answers = new Map<string, readonly ToldAnswer[]>()
  const isBaseline = ({ trial }: MeasuredTrial) => Number(trial.role === 'baseline')
  const baselineFirst = trials.toSorted((a, b) => isBaseline(b) - isBaseline(a))
  for (const { trial, folder } of baselineFirst)
    if (!answers.get(trial.engine)?.length) answers.set(trial.engine, await readAnswers(folder))
  const aloneOf = (request: number): Record<string, string> =>
    Object.fromEntries(
      [...answers].flatMap(([engine, told]) => {
        const answer = told.find((each) => each.request === request)
        return answer ? [[engine, 'error' in answer ? answer.error : `${answer.status}`]] : []
      }),
    )
  return trials.map(({ trial, ...measured }) => {
    const { service } = trial
    if (!service?.failed) return { trial, ...measured }
    const failed = service.failed.map((each) => ({ ...each, alone: aloneOf(each.request) }))
    return { trial: { ...trial, service: { ...service, failed } }, ...measured }
  })
}

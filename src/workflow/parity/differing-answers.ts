import type { Job } from '../../model/config/model.ts'
import { ANSWERS } from '../../model/config/service-schema.ts'
import type { TableFinding } from '../../model/record/schema.ts'
import { differingAnswerLines } from '../../render/comparison/service.ts'
import { answerRows, firstDifferingAnswer } from '../../trial/answers.ts'
import type { MeasuredTrial } from '../trial/measure-trial.ts'
import { readAnswers, type ToldAnswer } from '../trial/service.ts'

/** For each candidate whose service answered otherwise than the baseline's: the first such request, with both answers. */
export async function differingAnswers(
  { baseline, tables }: Job,
  trials: readonly MeasuredTrial[],
  findings: readonly TableFinding[],
): Promise<string[]> {
  const within = tables[ANSWERS]?.tolerance.number
  const candidates = findings.filter(
    ({ table, passes, engine }) => table === ANSWERS && !passes && engine !== baseline,
  )
  const answersOf = (engine: string): Promise<ToldAnswer[]> => {
    const first = trials.find(({ trial }) => trial.engine === engine && trial.outcome === 'ok')
    return first ? readAnswers(first.folder) : Promise.resolve([])
  }
  const lines: string[] = []
  for (const { engine } of candidates) {
    const [own, other] = [await answersOf(baseline), await answersOf(engine)]
    const first = firstDifferingAnswer(rowsOf(own), rowsOf(other), within)
    const [a, b] = [own, other].map((all) => all.find(({ request }) => request === first?.request))
    if (first && a && b) lines.push(...differingAnswerLines(first, { [baseline]: a, [engine]: b }))
  }
  return lines
}

const rowsOf = (answers: readonly ToldAnswer[]) =>
  answers.flatMap(({ request, call, ...answer }) => answerRows(request, call, answer))

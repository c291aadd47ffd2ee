import { z } from 'zod'
import { invalidOption, UserError } from '../../errors.ts'
import { own } from '../../model/config/own.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { optionName } from '../../text/text.ts'

const number = (least: number, most: number) =>
  z.coerce.number('a number').min(least, `from ${least} to ${most}`).max(most, `from ${least} to ${most}`)

/** Days of so many; one that the ledger doesn't have would silently change nothing. */
const daysOf = (most: number) =>
  z
    .string()
    .regex(/^\d{1,4}(,\d{1,4})*$/, 'days from 1 on: 9,12')
    .transform((text) => text.split(',').map(Number))
    .refine((days) => days.every((day) => day <= most), `days from 1 to ${most}`)

/** What options change of a scenario, as the command line gives them: text. */
const changesSchema = (days: number) =>
  z
    .object({
      days: number(1, 3650).int('a whole number'),
      missing: daysOf(days),
      ratio: number(0.001, 1000),
      noise: number(0, 10),
      correlation: number(0, 0.99),
      drift: number(-1, 1),
      failureRate: number(0, 1),
      differs: daysOf(days),
      changes: daysOf(days),
    })
    .partial()

export type ScenarioOptions = Partial<Record<keyof z.infer<ReturnType<typeof changesSchema>>, string>>

/**
 * A scenario with what options change of it; what they say of candidates holds for all of its candidates.
 *
 * @throws UserError `scenarioUnknown`, `optionInvalid` for the first that is wrong
 */
export function changedScenario(name: string, options: ScenarioOptions): Scenario {
  const scenario = own(SCENARIOS, name)
  if (!scenario) throw new UserError('scenarioUnknown', { scenario: name, known: Object.keys(SCENARIOS) })
  const parsed = changesSchema(Number(options.days ?? scenario.days)).safeParse(options)
  if (!parsed.success) {
    const [{ path: [option = ''] = [], message } = { message: '' }] = parsed.error.issues
    throw invalidOption(optionName(String(option)), String(options[option as keyof ScenarioOptions]), message)
  }
  const { days = scenario.days, missing = scenario.missing, ...ofCandidates } = parsed.data
  const candidates = scenario.candidates.map((each) => Object.assign({ ...each }, ofCandidates))
  return { ...scenario, days, missing, candidates }
}

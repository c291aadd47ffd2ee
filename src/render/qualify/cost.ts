import { isMeasured } from '../../model/measures/measure.ts'
import type { ListedPrice } from '../../pricing/listed-price.ts'
import { moneyText } from '../../pricing/money.ts'
import type { CorePrice } from '../../qualify/bill.ts'
import type { Qualified } from '../../qualify/qualify.ts'
import { counted } from '../../text/text.ts'
import { priceText } from '../verdict/listed-prices.ts'
import { measuredText } from './figures.ts'

/** What costs are of, and what they leave out. */
export const costScope = ({ memory }: CorePrice): string =>
  memory
    ? 'Cost: cores and memory of executors for as long as they lived, without the driver, start-up, disks and minimum times.'
    : 'Cost: cores of executors for as long as they lived, without the driver, start-up, disks and minimum times. The price of a core has to cover its memory: none is added.'

export const pricesOf = ({ core, memory }: CorePrice): ListedPrice[] => (memory ? [core, memory] : [core])

/** Where each price comes from, and of when it is. */
export const costPrices = (price: CorePrice): string[] => pricesOf(price).map(priceText)

/** What a job's executors cost. */
export const billText = ({ bill }: Qualified, { core }: CorePrice): string =>
  measuredText(bill, (amount) => moneyText(amount, core.currency))

/** Of a table. */
export const billCell = ({ bill }: Qualified, { core }: CorePrice): string =>
  isMeasured(bill) ? moneyText(bill, core.currency) : '–'

/** What jobs cost together, and of how many of them that is not known; null where it is of none. */
export function billSum(
  jobs: readonly Qualified[],
  { core }: CorePrice,
): { sum: string | null; unknown: string } {
  const bills = jobs.map(({ bill }) => bill).filter(isMeasured)
  const missing = jobs.length - bills.length
  const sum = bills.reduce((total, bill) => total + bill, 0)
  return {
    sum: bills.length === 0 && missing > 0 ? null : moneyText(sum, core.currency),
    unknown: missing > 0 ? `, without ${counted(missing, 'job')} of unknown cost` : '',
  }
}

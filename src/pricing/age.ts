/** Whether a price of one UTC day is more than a year old on another: on the same date of the next year it is not yet. */
export function isOlderThanAYear(found: string, asOf: string): boolean {
  const [year = '', ...date] = found.split('-')
  return [Number(year) + 1, ...date].join('-') < asOf
}

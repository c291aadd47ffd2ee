/** SQL for a query with further columns, each step of which reads those of the steps before it. */
export const withSteps = (query: string, steps: readonly string[]): string =>
  steps.reduce((from, step) => `(SELECT *, ${step} FROM ${from})`, query)

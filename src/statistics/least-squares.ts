/** A fit of y = Σ βⱼ·xⱼ with weights. */
export interface LeastSquares {
  coefficients: number[]
  /** Σ w·(y − ŷ)². */
  residual: number
  /** (X'WX)⁻¹: covariance of the coefficients, in units of the variance of an observation of weight 1. */
  covariance: number[][]
}

/** g'Cg: variance of a sum of coefficients with the weights `point`, from their covariance. */
export const leverage = (covariance: readonly (readonly number[])[], point: readonly number[]): number =>
  dot(
    point,
    covariance.map((row) => dot(row, point)),
  )

/**
 * Weighted least squares by the normal equations, for two or three columns of like size (Draper & Smith, Applied
 * Regression Analysis, chapter 9).
 *
 * @param rows one row of x an observation
 * @returns undefined where the columns can't be told apart
 */
export function leastSquares(
  rows: readonly (readonly number[])[],
  y: readonly number[],
  weights: readonly number[],
): LeastSquares | undefined {
  const columns = rows[0]?.length ?? 0
  const indices = Array.from({ length: columns }, (_, j) => j)
  const weighted = (f: (row: readonly number[], i: number) => number) =>
    rows.reduce((sum, row, i) => sum + (weights[i] as number) * f(row, i), 0)
  const normal = indices.map((j) => indices.map((l) => weighted((row) => at(row, j) * at(row, l))))
  const moments = indices.map((j) => weighted((row, i) => at(row, j) * at(y, i)))
  const coefficients = solve(normal, moments)
  const covariance = indices.map((j) =>
    solve(
      normal,
      indices.map((l) => Number(l === j)),
    ),
  )
  if (!coefficients || !covariance.every((row) => row !== undefined)) return undefined
  return {
    coefficients,
    residual: weighted((row, i) => (at(y, i) - dot(row, coefficients)) ** 2),
    covariance,
  }
}

const at = (values: readonly number[], index: number) => values[index] as number

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, j) => sum + value * at(b, j), 0)

/** Gaussian elimination with the largest pivot; undefined where the matrix is singular to twelve digits. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const rows = matrix.map((row, i) => [...row, at(right, i)])
  const scale = matrix.map((row, i) => at(row, i))
  for (const column of rows.keys()) {
    const best = rows
      .keys()
      .filter((i) => i >= column)
      .reduce((a, b) => (Math.abs(rows[b]?.[column] ?? 0) > Math.abs(rows[a]?.[column] ?? 0) ? b : a))
    ;[rows[column], rows[best]] = [rows[best] as number[], rows[column] as number[]]
    const pivot = rows[column] as number[]
    if (!(Math.abs(at(pivot, column)) > 1e-12 * at(scale, column))) return undefined
    for (const [i, row] of rows.entries())
      if (i !== column) {
        const factor = at(row, column) / at(pivot, column)
        for (let j = column; j < row.length; j += 1) row[j] = at(row, j) - factor * at(pivot, j)
      }
  }
  return rows.map((row, i) => at(row, row.length - 1) / at(row, i))
}

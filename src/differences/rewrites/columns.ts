/** One form for some columns, each by its own name: of `ab`, `f(a) AS a, f(b) AS b`. */
export const columns = (names: string, form: (name: string) => string): string =>
  [...names].map((name) => `${form(name)} AS ${name}`).join(', ')

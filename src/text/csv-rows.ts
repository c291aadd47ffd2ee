const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y

/**
 * Rows of a small CSV file by the names of its header, as RFC 4180 has it: commas, double quotes, one line of header.
 *
 * @throws Error that names the row, where a quote is not closed or a row has another number of fields
 */
export function csvRows(text: string): Record<string, string>[] {
  const [header = [], ...rows] = recordsOf(text.replace(/^\uFEFF/, ''))
  return rows.map((row, index) => {
    if (row.length !== header.length)
      throw new Error(`row ${index + 1} has ${row.length} fields, but the header has ${header.length}`)
    return Object.fromEntries(header.map((name, column) => [name, row[column] ?? '']))
  })
}

function recordsOf(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  FIELD.lastIndex = 0
  while (FIELD.lastIndex < text.length) {
    const match = FIELD.exec(text)
    if (!match) throw new Error(`row ${records.length} has a quote that is not closed, or text after one`)
    const [, quoted, plain = '', end] = match
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    if (record.length > 1 || record[0] !== '') records.push(record)
    record = []
  }
  return record.length > 0 ? [...records, [...record, '']] : records
}

/** The one row of a statement that always has one. @throws Error if it had none, which is a defect */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('the database answered without the row that was written');
  return row;
}

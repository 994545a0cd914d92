import { searchedStudents } from '../../../bot/language/student-search'

const students = [
  ['1', 'Aisha', 'Rahman'],
  ['2', 'Łukasz', 'Wójcik'],
  ['3', 'Niamh', 'O’Brien'],
  ['4', 'Megan', 'Davies-Clarke'],
  ['5', '-', 'Karthikeyan'],
  ['6', 'Zeynep', 'Yılmaz'],
  ['7', 'Mohammed', 'Ali'],
  ['8', 'Mohammed', 'Ali'],
  ['9', 'Mohammed', 'Aliyev'],
  ['10', 'Ann', 'Anna'],
  ['00412301', 'Wei', 'Zhang'],
].map(([student_id = '', given_name = '', family_name = '']) => ({ student_id, given_name, family_name }))

const found = (text: string) => searchedStudents(text, students)

test.each([
  ['ais', ['1']],
  ['AISHA', ['1']],
  ['aisha rah', ['1']],
  ['Rahman, Aisha', ['1']],
  ['rah a', ['1']],
  ['lukasz wojcik', ['2']],
  ['ŁUK', ['2']],
  ["o'br", ['3']],
  ['o’brien niamh', ['3']],
  ['obri', ['3']],
  ['davies-cl', ['4']],
  ['clarke', ['4']],
  ['karth', ['5']],
  ['yilm', ['6']],
  ['an ann', ['10']],
  ['anna ann', ['10']],
  ['00412301', ['00412301']],
  // One letter off, where nobody fits.
  ['aysha rahman', ['1']],
])('%j finds %j', (text, ids) => {
  expect(found(text)).toEqual(ids)
})

test('whole names come before those that only begin so, each in the order of the names', () => {
  expect(found('ali')).toEqual(['7', '8', '9'])
  expect(found('moh ali')).toEqual(['7', '8', '9'])
  expect(found('mohammed aliy')).toEqual(['9'])
})

test.each([
  '',
  '  ',
  'ai',
  'a r',
  '-',
  '...',
  '%%%',
  '004',
  '0041230',
  'aisha okafor',
  'ish',
  'hman',
  'aisha priya',
  'aisha rahman the first of her name',
  'х'.repeat(500),
])('%j finds nobody', (text) => {
  expect(found(text)).toEqual([])
})

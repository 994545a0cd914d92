import { EngagementError } from '../../domain/errors'
import { identifier, literal, openDuck } from '../duck'
import type { Feed } from '../feed'
import { filesOf, readingOf, refuseSet, type Reading } from '../source'
import type { TextTable } from '../text-table'
import { given, type Adapter } from './adapter'
import { openRoster, refuseDelta, type Roster } from './oneroster-files'

/**
 * OneRoster 1.1 CSV, a bulk export: a directory, or the files by their names. It has no programme, level or mode of a
 * student: `users.csv` may say them in the columns that the standard leaves to the sender, `metadata.<our column>`;
 * `--set` says what is the same for all. Nothing about a person is guessed.
 */
export const oneRoster: Adapter = {
  format: 'oneroster',
  reads: 'OneRoster 1.1 CSV: orgs, users, enrollments and academicSessions',
  feeds: ['organisation', 'students', 'staff', 'calendar'],
  limits:
    'OneRoster tells who teaches a class, not who is a personal tutor or leads a programme, nor what students do',
  identifiedBy: [],
  sources: async (feed, files, reading) => {
    refuseSet(feed, reading.set ?? {})
    const roster = await openRoster(files)
    const { main, rows, leftOut } = await (rosterFeeds[feed.name] ?? rosterFeeds.organisation)(
      roster,
      feed,
      reading,
    )
    await refuseDelta(roster, main)
    const columns = Object.keys(feed.columns).map(identifier).join(', ')
    const source = {
      ...filesOf([main]),
      sql: `select 0 as file, record, ${columns} from (${rows})`,
      countSql: `select cast(count(*) as integer) from (${main.rows(['sourcedid'])})`,
      leftOut,
      ...readingOf(reading),
    }
    return [source]
  },
}

interface RosterRows {
  main: TextTable
  /** SQL that gives `record` and the feed's columns. */
  rows: string
  leftOut: string
}

type RosterFeed = (roster: Roster, feed: Feed, reading: Reading) => RosterRows | Promise<RosterRows>

/** A district is a faculty, a school a school, a department a programme; what is above a district has no place here. */
const kinds =
  "case lower(type) when 'district' then 'faculty' when 'school' then 'school' when 'department' then 'programme' end"

function organisation(roster: Roster): RosterRows {
  const orgs = roster.need('orgs')
  const units = `select record, ${given('sourcedid')} as unit_code, ${kinds} as kind, name, ${given('parentsourcedid')} as parent
    from (${orgs.rows(['sourcedid', 'type', 'name', 'parentsourcedid'])}) where ${kinds} is not null`
  return {
    main: orgs,
    rows: `select record, unit_code, kind, name, case when kind <> 'faculty' then parent end as parent_code from (${units})`,
    leftOut: 'organisations that are no district (faculty), school or department (programme)',
  }
}

async function students(roster: Roster, feed: Feed, reading: Reading): Promise<RosterRows> {
  const users = roster.need('users')
  const value = valuesOf(users, reading)
  const values = {
    ...(await personSql(users, 'student_id', "role = 'student'")),
    mobile: value('mobile') ?? given('sms'),
    photo_url: value('photo_url') ?? 'null::varchar',
    programme_code: value('programme_code') ?? onlyDepartmentSql(roster.need('orgs')),
    level: value('level') ?? lacks('level', '3 to 8'),
    mode: value('mode') ?? lacks('mode', 'full-time or part-time'),
    status: value('status') ?? "'active'",
    start_date: value('start_date') ?? firstEnrolmentSql(roster.find('enrollments')),
    end_date: value('end_date') ?? 'null::varchar',
  }
  return {
    main: users,
    rows: usersSql(users, feed, values, "role = 'student'"),
    leftOut: 'users who are no students, and users who are not enabled',
  }
}

const works = "role in ('teacher', 'administrator', 'aide', 'proctor')"

async function staff(roster: Roster, feed: Feed): Promise<RosterRows> {
  const users = roster.need('users')
  const values = { ...(await personSql(users, 'staff_id', works)), entra_object_id: 'null::varchar' }
  return {
    main: users,
    rows: usersSql(users, feed, values, works),
    leftOut: 'users who are no staff, and users who are not enabled',
  }
}

/** The finest terms and semesters are teaching; so that the weeks between the terms of a semester are none. */
function calendar(roster: Roster, _feed: Feed, reading: Reading): RosterRows {
  const sessions = roster.need('academicsessions')
  const value = valuesOf(sessions, reading)
  const names = ['sourcedid', 'parentsourcedid', 'type', 'title', 'startdate', 'enddate']
  const terms = `select * from (${sessions.rows([...names, ...extensionsOf(sessions)])}) where lower(type) in ('term', 'semester')`
  return {
    main: sessions,
    rows: `
      select record, startdate as start_date, enddate as end_date, ${value('kind') ?? "'teaching'"} as kind,
        ${value('programme_code') ?? 'null::varchar'} as programme_code, ${value('level') ?? 'null::varchar'} as level, title as label
      from (${terms}) where sourcedid not in (select parentsourcedid from (${terms}) where parentsourcedid is not null)`,
    leftOut: 'school years, grading periods, and semesters that are divided into terms',
  }
}

const rosterFeeds: Record<string, RosterFeed> & { organisation: RosterFeed } = {
  organisation,
  students,
  staff,
  calendar,
}

/** What the operator or the sender says of a column, as SQL. */
function valuesOf(table: TextTable, { set = {} }: Reading): (column: string) => string | undefined {
  return (column) => {
    const said = set[column]
    if (said !== undefined) return literal(said)
    return table.columns.includes(`metadata.${column}`) ? given(identifier(`metadata.${column}`)) : undefined
  }
}

const extensionsOf = ({ columns }: TextTable): string[] =>
  columns.filter((name) => name.startsWith('metadata.'))

function lacks(column: string, values: string): never {
  throw new EngagementError(
    'feed-wrong-columns',
    `OneRoster does not tell the ${column} of a student: add a column metadata.${column} (${values}) to users.csv, or say --set ${column}=… where it is the same for all. Nothing was loaded.`,
  )
}

/**
 * Names and addresses. A person's ID is the column `identifier` where it is filled for everyone concerned, `sourcedId`
 * where it is for nobody; half and half, nobody could tell whose ID is which.
 */
async function personSql(users: TextTable, id: string, who: string): Promise<Record<string, string>> {
  const duck = await openDuck()
  try {
    const [count] = await duck.rows(
      `select cast(count(*) as integer) as people, cast(count(${given('"identifier"')}) as integer) as identified
       from (select ${role} as role, "identifier", enableduser from (${users.rows(['role', 'identifier', 'enableduser'])})) where ${who} and ${enabled}`,
    )
    const [people, identified] = [Number(count?.people), Number(count?.identified)]
    if (identified !== 0 && identified !== people) {
      throw new EngagementError(
        'feed-wrong-columns',
        `users.csv gives an identifier for ${identified} of ${people} users: the ${id} is the identifier of all or, without any, their sourcedId. Nothing was loaded.`,
      )
    }
    const column = identified > 0 ? 'identifier' : 'sourcedid'
    return {
      [id]: given(identifier(column)),
      given_name: 'givenname',
      family_name: 'familyname',
      email: 'email',
    }
  } finally {
    duck.close()
  }
}

const role = 'lower(trim(role))'
const enabled = "lower(trim(coalesce(enableduser, 'true'))) not in ('false', '0')"

function usersSql(users: TextTable, feed: Feed, values: Record<string, string>, who: string): string {
  const columns = Object.keys(feed.columns).map(
    (name) => `${values[name] ?? 'null::varchar'} as ${identifier(name)}`,
  )
  const wanted = [
    ...['sourcedid', 'identifier', 'enableduser', 'givenname', 'familyname', 'email', 'sms', 'orgsourcedids'],
    ...extensionsOf(users),
  ]
  const rows = `select record, ${role} as role, ${wanted.map(identifier).join(', ')} from (${users.rows([...wanted, 'role'])})`
  return `select record, ${columns.join(', ')} from (${rows}) as users where ${who} and ${enabled}`
}

/** The department that a user belongs to; of several, all together, which name no programme. */
function onlyDepartmentSql(orgs: TextTable): string {
  const departments = `select list(trim(sourcedid)) from (${orgs.rows(['sourcedid', 'type'])}) where lower(type) = 'department'`
  const own = "list_transform(string_split(coalesce(orgsourcedids, ''), ','), code -> trim(code))"
  return `nullif(array_to_string(list_intersect(${own}, coalesce((${departments}), [])), ','), '')`
}

function firstEnrolmentSql(enrollments: TextTable | undefined): string {
  if (!enrollments) return lacks('start_date', 'YYYY-MM-DD')
  const first = `select usersourcedid, min(${given('begindate')}) as begun from (${enrollments.rows(['usersourcedid', 'begindate'])}) group by all`
  return `(select begun from (${first}) as enrolled where enrolled.usersourcedid = users.sourcedid)`
}

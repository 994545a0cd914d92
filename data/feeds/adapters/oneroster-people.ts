import { EngagementError } from '../../domain/errors'
import { identifier, openDuck } from '../duck'
import type { Feed } from '../feed'
import type { Reading } from '../source'
import type { TextTable } from '../text-table'
import { given } from './adapter'
import type { Roster } from './oneroster-files'
import { extensionsOf, valuesOf, type RosterRows } from './oneroster-rows'

/** Users with the role of a student. */
export async function students(roster: Roster, feed: Feed, reading: Reading): Promise<RosterRows> {
  const users = roster.need('users')
  const [orgs, enrollments] = [roster.find('orgs'), roster.find('enrollments')]
  const value = valuesOf(users, reading)
  const values = {
    ...(await personSql(users, 'student_id', "role = 'student'")),
    mobile: value('mobile') ?? given('sms'),
    photo_url: value('photo_url') ?? 'null::varchar',
    programme_code: value('programme_code') ?? onlyDepartmentSql(roster.need('orgs')),
    level: value('level') ?? lacks('level', '3 to 8'),
    mode: value('mode') ?? lacks('mode', 'full-time or part-time'),
    status: value('status') ?? "'active'",
    start_date: value('start_date') ?? firstEnrolmentSql(enrollments),
    end_date: value('end_date') ?? 'null::varchar',
  }
  return {
    main: users,
    beside: [orgs, enrollments],
    rows: usersSql(users, feed, values, "role = 'student'"),
    leftOut: 'users who are no students, and users who are not enabled',
  }
}

const works = "role in ('teacher', 'administrator', 'aide', 'proctor')"

/** Users with a role of somebody who works there. */
export async function staff(roster: Roster, feed: Feed): Promise<RosterRows> {
  const users = roster.need('users')
  const values = { ...(await personSql(users, 'staff_id', works)), entra_object_id: 'null::varchar' }
  return {
    main: users,
    rows: usersSql(users, feed, values, works),
    leftOut: 'users who are no staff, and users who are not enabled',
  }
}

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

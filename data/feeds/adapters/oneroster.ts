import { feedFormats } from '../../domain/feed'
import { identifier } from '../duck'
import type { Feed } from '../feed'
import { filesOf, readingOf, refuseSet, type Reading } from '../source'
import { given, type Adapter } from './adapter'
import { openRoster, refuseDelta, type Roster } from './oneroster-files'
import { staff, students } from './oneroster-people'
import { extensionsOf, valuesOf, type RosterFeed, type RosterRows } from './oneroster-rows'

/**
 * OneRoster 1.1 CSV, a bulk export: a directory, or the files by their names. It has no programme, level or mode of a
 * student: `users.csv` may say them in the columns that the standard leaves to the sender, `metadata.<our column>`;
 * `--set` says what is the same for all. Nothing about a person is guessed.
 */
export const oneRoster: Adapter = {
  format: 'oneroster',
  reads: 'OneRoster 1.1 CSV: orgs, users, enrollments and academicSessions',
  feeds: feedFormats.oneroster,
  limits:
    'OneRoster tells who teaches a class, not who is a personal tutor or leads a programme, nor what students do',
  identifiedBy: [],
  sources: async (feed, files, reading) => {
    refuseSet(feed, reading.set ?? {})
    const roster = await openRoster(files)
    const {
      main,
      beside = [],
      rows,
      leftOut,
    } = await (rosterFeeds[feed.name] ?? rosterFeeds.organisation)(roster, feed, reading)
    await refuseDelta(roster, main)
    const columns = Object.keys(feed.columns).map(identifier).join(', ')
    const source = {
      ...filesOf([main, ...beside.filter((table) => table !== undefined)]),
      sql: `select 0 as file, record, ${columns} from (${rows})`,
      countSql: `select cast(count(*) as integer) from (${main.rows(['sourcedid'])})`,
      leftOut,
      ...readingOf(reading),
    }
    return [source]
  },
}

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

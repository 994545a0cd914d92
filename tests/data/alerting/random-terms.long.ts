import { randomTerms } from '../../support/random-terms'
import { useUniversity } from '../../support/university'

it.each(Object.entries(randomTerms(useUniversity())))('%s', (_what, holds) => holds(10))

import path from 'node:path'
import { repository } from '../command'
import { keepNameOf } from './kept'

keepNameOf(path.relative(repository, expect.getState().testPath ?? ''))

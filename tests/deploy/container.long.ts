import { describeImage } from '../support/container/describe-image'
import { forReal } from '../support/container/make-image'

describeImage('the image, built as the Dockerfile says', forReal, 900_000)

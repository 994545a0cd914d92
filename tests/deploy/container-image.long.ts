import { describeImage } from '../support/container/describe-image'
import { fromHere } from '../support/container/make-image'

describeImage('the image, of what is built and installed here', fromHere, 60_000)

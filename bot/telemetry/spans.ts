import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Span, type Tracer } from '@opentelemetry/api'
import { attributesOf } from './attributes'
import type { Stretch } from './turn'

/** A trace of its own, with IDs made at random. */
export function beginTrace(tracer: Tracer): Stretch {
  return stretchOf(tracer.startSpan('turn', { kind: SpanKind.SERVER }, ROOT_CONTEXT), tracer)
}

function stretchOf(span: Span, tracer: Tracer): Stretch {
  return {
    begin: (name) => stretchOf(tracer.startSpan(name, {}, trace.setSpan(ROOT_CONTEXT, span)), tracer),
    end: ({ failed, given }) => {
      span.setAttributes(attributesOf(given))
      // Of an error nothing is told but that there was one: messages may hold data.
      span.setStatus({ code: failed ? SpanStatusCode.ERROR : SpanStatusCode.OK })
      span.end()
    },
  }
}

/** Where traces of documents are sent to. The only package that knows OpenTelemetry's SDK. */
@NullMarked
package io.bloomline.job.tracing;

import org.jspecify.annotations.NullMarked;

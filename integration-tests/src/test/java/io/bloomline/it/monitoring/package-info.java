/** What operators see of a job: its metrics in a real Prometheus, the dashboard's queries, and the alerts. */
@NullMarked
package io.bloomline.it.monitoring;

import org.jspecify.annotations.NullMarked;

package io.bloomline.it.monitoring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that run {@code prometheus} or {@code promtool}. Where these aren't installed they are skipped;
 * {@code -Drequire-prometheus=true} makes that a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PrometheusCondition.class)
@interface WithPrometheus {}

/** Kafka with everything locked: who a job is, whom it trusts, and what it may do. */
@NullMarked
package io.bloomline.it.security;

import org.jspecify.annotations.NullMarked;

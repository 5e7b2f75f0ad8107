/**
 * What travels through Bloomline: the record that came from Kafka, and what became of it. Imports no other step.
 */
@NullMarked
package io.bloomline.document;

import org.jspecify.annotations.NullMarked;

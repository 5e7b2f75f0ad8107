/**
 * Schema registries that speak Confluent's REST API: Confluent's own, Apicurio, Karapace. Who writes asks for its schema's
 * number once, who reads asks once for the schema of each number that it meets.
 */
@NullMarked
package io.bloomline.schema.registry;

import org.jspecify.annotations.NullMarked;

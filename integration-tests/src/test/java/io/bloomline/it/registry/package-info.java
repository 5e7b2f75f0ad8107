/** Topics whose values are in the wire format of Confluent's serializers, and a real schema registry. */
@NullMarked
package io.bloomline.it.registry;

import org.jspecify.annotations.NullMarked;

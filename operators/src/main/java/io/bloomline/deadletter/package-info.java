/**
 * A document that can't be answered becomes a dead letter that says why and can be sent again.
 */
@NullMarked
package io.bloomline.deadletter;

import org.jspecify.annotations.NullMarked;

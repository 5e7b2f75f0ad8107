/**
 * What can go wrong, sorted by what is to be done about it. Every step throws these and nothing else.
 */
@NullMarked
package io.bloomline.failure;

import org.jspecify.annotations.NullMarked;

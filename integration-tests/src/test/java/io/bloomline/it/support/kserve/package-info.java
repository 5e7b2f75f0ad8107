/**
 * A server of the KServe v2 protocol that answers as Triton does, good days and bad: the project's own models behind
 * it, a script that says what it does to a call, and a line to it that can be cut.
 */
@NullMarked
package io.bloomline.it.support.kserve;

import org.jspecify.annotations.NullMarked;

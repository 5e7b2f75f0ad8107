/**
 * The Triton client against a server that answers as Triton does: every way in which a call can end, and what becomes
 * of the documents.
 */
@NullMarked
package io.bloomline.it.triton;

import org.jspecify.annotations.NullMarked;

/**
 * What users rely on, tried as they would: the command line in a process of its own, a broker outside of it, the small
 * model.
 */
@NullMarked
package io.bloomline.it;

import org.jspecify.annotations.NullMarked;

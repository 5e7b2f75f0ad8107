/** What is under {@code deploy}: that it fits together, and what it is read by. */
@NullMarked
package io.bloomline.it.deploy;

import org.jspecify.annotations.NullMarked;

/** What Bloomline promises, as objects that notice when it is broken. */
@NullMarked
package io.bloomline.it.guarantee;

import org.jspecify.annotations.NullMarked;

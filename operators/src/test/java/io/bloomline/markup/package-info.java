@NullMarked
package io.bloomline.markup;

import org.jspecify.annotations.NullMarked;

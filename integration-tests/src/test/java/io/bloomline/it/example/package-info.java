/** Bloomline used as a library; the README shows these programs. */
@NullMarked
package io.bloomline.it.example;

import org.jspecify.annotations.NullMarked;

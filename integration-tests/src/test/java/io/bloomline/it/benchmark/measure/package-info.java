/** What is measured, and how: the same for all who are compared. */
@NullMarked
package io.bloomline.it.benchmark.measure;

import org.jspecify.annotations.NullMarked;

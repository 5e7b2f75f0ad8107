/** Figures as text, JSON and a plot. */
@NullMarked
package io.bloomline.it.benchmark.report;

import org.jspecify.annotations.NullMarked;

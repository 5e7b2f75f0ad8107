/**
 * The subcommands: what they print, how they end.
 */
@NullMarked
package io.bloomline.job.command;

import org.jspecify.annotations.NullMarked;

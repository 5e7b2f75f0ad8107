/**
 * The program: {@code Main} with its subcommands. Start reading here, then {@code flow}.
 */
@NullMarked
package io.bloomline.job;

import org.jspecify.annotations.NullMarked;

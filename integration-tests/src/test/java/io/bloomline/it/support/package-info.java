/** What a whole system is put together from: the job's process, topics and what is in them. */
@NullMarked
package io.bloomline.it.support;

import org.jspecify.annotations.NullMarked;

/** What single steps of a document's way cost, measured by JMH. */
@NullMarked
package io.bloomline.it.benchmark.micro;

import org.jspecify.annotations.NullMarked;

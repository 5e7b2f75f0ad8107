/**
 * What models are asked, in many languages: prompt templates as files that people write who speak the language. Used by
 * {@code preparation}; knows no other step.
 */
@NullMarked
package io.bloomline.prompt;

import org.jspecify.annotations.NullMarked;

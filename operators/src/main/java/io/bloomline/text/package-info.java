/**
 * Dividing a text where people would: spans of it, by the rules of Unicode and by a tokenizer's count. Knows no task.
 */
@NullMarked
package io.bloomline.text;

import org.jspecify.annotations.NullMarked;

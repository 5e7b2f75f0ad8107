/**
 * Step 4, infer: the contract of a model (description, tokenizer, requests, responses, client) and the decorators
 * around any client. Before: {@code batching}; next: {@code result}.
 */
@NullMarked
package io.bloomline.inference;

import org.jspecify.annotations.NullMarked;

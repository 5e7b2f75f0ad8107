/**
 * A server of the KServe v2 protocol whose model computes nothing and takes the time that a formula says: what a GPU
 * would need for the batch. Everything else about it is real: its process, its port, its messages.
 */
@NullMarked
package io.bloomline.it.benchmark.gpu;

import org.jspecify.annotations.NullMarked;

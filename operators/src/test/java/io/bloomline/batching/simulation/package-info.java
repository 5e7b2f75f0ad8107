/**
 * Thousands of random runs of the batcher on virtual time, and what must hold in each of them. A run is drawn from its
 * seed ({@code Scenario}) and played ({@code Simulation}) by random requests and a random server ({@code Workload},
 * {@code SimulatedServer}) while a {@code Ledger} keeps the books and tells each {@code Check} what happens. Each check
 * is one promise, with its numbers in {@code Promises}; {@code PlantedFaultsTest} shows for each that it notices when
 * the promise is broken. A failure names its seed, which {@code -Dseed} plays again.
 */
@NullMarked
package io.bloomline.batching.simulation;

import org.jspecify.annotations.NullMarked;
